import type { Profile } from '../domain/profile.ts';
import { profileName } from '../domain/profile.ts';
import type { Draft } from './draft.ts';
import { textVar } from './draft.ts';

/** Somebody who is named but has not written yet. */
export type NextPerson = Pick<Profile, 'name'> & { readonly contactId: string | null };

/** Who writes from this phone next: the one chosen in `vars.profile`, else a new one of the name in `vars.new-name`. */
export function nextPerson(draft: Draft): NextPerson {
  const { others } = draft.context.link.profiles;
  const known = others.find(({ contactId }) => contactId === textVar(draft, 'profile'));
  return known ?? { contactId: null, name: nameIn(draft, 'new-name', others.length + 2) };
}

/** The name that was given; who gives none that can be shown gets a number. */
export function nameIn(draft: Draft, variable: string, number: number): string {
  return profileName(textVar(draft, variable) ?? '') ?? String(number);
}
