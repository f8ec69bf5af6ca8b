import type { Safeguard } from '../../domain/safeguard.ts';
import { arabicStem, words } from '../tokens/tokenise.ts';
import type { Word } from '../tokens/tokenise.ts';

/** Families by urgency: a text that speaks of two dangers gets the card of the greater one. */
const urgency = ['self-harm', 'violence', 'threats', 'accident', 'exploitation', 'food-poisoning', 'expulsion'];

/** Words in a row. */
type Part = readonly TriggerWord[];

interface TriggerWord {
  readonly text: string;
  /** `*`: any ending. */
  readonly isOpen: boolean;
  readonly script: Word['script'];
}

interface Trigger {
  readonly family: string;
  readonly parts: readonly Part[];
}

/** A function from a text to the family of the danger it speaks of. */
export type SafeguardMatcher = (text: string) => string | null;

/**
 * Triggers of all languages at once: people in danger mix them. `*` any ending, `+` all parts must occur, in any order;
 * words of one part stand in a row.
 */
export function compileTriggers(safeguards: Iterable<Safeguard>): SafeguardMatcher {
  const triggers = [...safeguards]
    .toSorted((a, b) => rankOf(a.family) - rankOf(b.family))
    .flatMap(({ family, texts }) =>
      Object.values(texts).flatMap((text) => [...text.triggers, ...text.latin].map((trigger) => compile(trigger, family))),
    )
    .filter(({ parts }) => parts.length > 0 && parts.every((part) => part.length > 0));
  return (text) => {
    const found = words(text);
    return triggers.find(({ parts }) => parts.every((part) => occurs(part, found)))?.family ?? null;
  };
}

function rankOf(family: string): number {
  const rank = urgency.indexOf(family);
  return rank === -1 ? urgency.length : rank;
}

function compile(trigger: string, family: string): Trigger {
  return { family, parts: trigger.split('+').map(compilePart) };
}

function compilePart(part: string): Part {
  return part.split(/\s+/u).flatMap((piece) => {
    const found = words(piece);
    const isOpen = piece.endsWith('*');
    return found.map((word, index) => ({ ...word, isOpen: isOpen && index === found.length - 1 }));
  });
}

function occurs(part: Part, text: readonly Word[]): boolean {
  return text.some((_, start) => part.every((wanted, offset) => isWord(wanted, text[start + offset])));
}

function isWord(wanted: TriggerWord, word: Word | undefined): boolean {
  if (word === undefined || word.script !== wanted.script) return false;
  // Han has no spaces: a trigger stands anywhere in a run of characters.
  if (wanted.script === 'han') return word.text.includes(wanted.text);
  if (isForm(wanted, word.text)) return true;
  return wanted.script === 'arabic' && bare(word.text).some((form) => isForm(wanted, form));
}

function isForm(wanted: TriggerWord, text: string): boolean {
  return wanted.isOpen ? text.startsWith(wanted.text) : text === wanted.text;
}

/** An Arabic word without what is written onto its front. */
function bare(word: string): readonly string[] {
  return [arabicStem(word), word.replace(/^[وفبلك](?=.{3})/u, '')];
}
