import { linkCodeIn } from '../domain/link.ts';
import type { Draft } from './draft.ts';
import { happen } from './happen.ts';

/** A code that the person wrote, or that a deep link brought. False: the text holds none. */
export function hearLink(draft: Draft, text: string): boolean {
  const { entered } = draft.context.link;
  if (linkCodeIn(text) === null || entered === null) return false;
  if (entered.status === 'unknown') draft.effects.push({ type: 'count-wrong-code' });
  happen(draft, 'link-entered', { link: entered.status === 'open' ? entered.id : null });
  return true;
}
