import type { Activity } from '../domain/activity.ts';
import type { Draft } from './draft.ts';
import { changeContact } from './draft.ts';

/**
 * What a client tells without words. `language`: the person chose one in the client's own menu; the conversation follows,
 * and nothing is said, since the client shows it already. `left`: they blocked us or went, and want no more tips. Anything
 * else is not for us.
 */
export function hearEvent(draft: Draft, { name, value }: Activity): void {
  if (name === 'left' && draft.context.subscription?.status === 'active') draft.effects.push({ type: 'end-subscription' });
  const isOurs = draft.assets.languages.some(({ code }) => code === value);
  if (name === 'language' && typeof value === 'string' && isOurs) changeContact(draft, { language: value });
}
