import { westernDigits } from './digits.ts';
import type { Profiles } from './profile.ts';

/** How long a code may be entered: long enough to pick up another phone, too short to be passed around. */
export const linkCodeLifetimeMs = 15 * 60_000;
/** Wrong codes from one address within the window; then none is looked at until it is over. */
export const mostWrongCodes = 5;
export const wrongCodesWindowMs = 3_600_000;

const digits = '23456789';
/** Without I, L, O and U, which are read as others. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ';
const all = digits + letters;

/**
 * A code of two groups, each a digit, a letter and three of either: no word, no amount and no phone number looks like it.
 * 2 × 10¹³ of them: at 30 tries a second against 1,000 open codes a hit takes some 24 years. `below` gives a whole number under its argument, by fit chance.
 */
export function makeLinkCode(below: (limit: number) => number): string {
  const pick = (from: string): string => from.charAt(below(from.length));
  const group = (): string => pick(digits) + pick(letters) + pick(all) + pick(all) + pick(all);
  return `${group()}-${group()}`;
}

const group = `[${digits}][${letters}][${all}]{3}`;
const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}])(${group})[\s_-]?(${group})(?![\p{L}\p{N}])`, 'u');
/** A code comes alone or with a word; a long text that holds one is about something else. */
const longestText = 80;

/** The code in what a person wrote, as it is shown; null where there is none. Case, spaces and the script of digits do not matter. */
export function linkCodeIn(text: string): string | null {
  if (text.length > longestText) return null;
  const [, first, second] = pattern.exec(westernDigits(text).toUpperCase()) ?? [];
  return first === undefined || second === undefined ? null : `${first}-${second}`;
}

/** Where a code can be carried to, and the address that carries it there. */
export interface LinkWay {
  /** Key of the channel. */
  readonly channel: string;
  readonly url: string;
}

/** The same, with what people call the channel in the person's language. */
export interface NamedWay extends LinkWay {
  readonly name: string;
  /** Drawn by channels whose clients show pictures: a `data:` address. */
  readonly qr?: string;
}

/** A code as it is handed out. */
export interface LinkOffer {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly ways: readonly NamedWay[];
}

/** What became of the code that was entered. `unknown`: no such code, or spent, or too old: which one is not told. */
export type EnteredLink =
  | {
      readonly status: 'open';
      readonly id: string;
      /** Language of who made it. */
      readonly language: string | null;
      /** Channels of who made it. */
      readonly apps: readonly string[];
    }
  | { readonly status: 'unknown' | 'own' | 'blocked' };

/** What a turn may know of a person's channels and of codes. */
export interface LinkContext {
  /** The code of this message, or the one that waits for a yes; null: none. */
  readonly entered: EnteredLink | null;
  /** A code that may be handed out in this turn, and the other channels that take one. */
  readonly fresh: { readonly code: string; readonly ways: readonly LinkWay[] };
  /** Channels where this person is, one for each account. */
  readonly apps: readonly string[];
  /** The channel can reach a person who is not looking. */
  readonly canKnock: boolean;
  /** Who else writes from here. */
  readonly profiles: Profiles;
}
