/** People who may share one phone: more do not fit a menu that is read on it. */
export const mostProfiles = 5;
/** Signs of a name; longer ones fit no button. */
export const longestProfileName = 24;

/** Somebody who writes from a phone that several people share. */
export interface Profile {
  readonly contactId: string;
  /** What they are called there, by whoever holds the phone. */
  readonly name: string;
}

/** The people at one address. Nobody shares it: no name of one's own, and no others. */
export interface Profiles {
  readonly own: string | null;
  readonly others: readonly Profile[];
}

/** A name as it is shown: one line without control signs; null where nothing is left. */
export function profileName(text: string): string | null {
  const clean = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const name = [...clean].slice(0, longestProfileName).join('').trim();
  return name === '' ? null : name;
}
