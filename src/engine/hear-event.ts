import type { Activity } from '../domain/activity.ts';
import type { Json } from '../domain/json.ts';
import { nearestCountry } from '../domain/nearest-country.ts';
import type { Draft } from './draft.ts';
import { changeContact } from './draft.ts';
import { happen, hearClient } from './happen.ts';
import { hearLink } from './hear-link.ts';
import { leaveToMentor } from './leave-to-mentor.ts';

/**
 * What a client tells without words. `language`: the person chose one in the client's own menu; the conversation follows,
 * and nothing is said, since the client shows it already. `left`: they blocked us or went, and want no more tips. `location`: where
 * their device says they are. `link`: a code that a deep link brought. Anything else is not for us.
 */
export function hearEvent(draft: Draft, { name, value, locale }: Activity): void {
  if (name === 'left' && draft.context.subscription?.status === 'active') draft.effects.push({ type: 'end-subscription' });
  if (name === 'link' && typeof value === 'string') {
    hearClient(draft, locale);
    if (!hearLink(draft, value)) happen(draft, 'link-entered', { link: null });
  }
  if (name === 'location') hearPlace(draft, value);
  const isOurs = draft.assets.languages.some(({ code }) => code === value);
  if (name === 'language' && typeof value === 'string' && isOurs) changeContact(draft, { language: value });
}

function hearPlace(draft: Draft, value: Json | undefined): void {
  if (draft.owner !== 'bot') {
    leaveToMentor(draft);
    return;
  }
  const { latitude, longitude } = Object(value) as Readonly<Record<string, unknown>>;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return;
  happen(draft, 'located', { located: nearestCountry(latitude, longitude) });
}
