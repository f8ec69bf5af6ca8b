import type { Safeguard } from '../../domain/safeguard.ts';
import { words } from '../tokens/tokenise.ts';
import { compileClue, occurs, type Clue } from './clue.ts';
import { createClueIndex, type ClueIndex } from './clue-index.ts';
import { alternativesOf } from './alternatives.ts';

/** Families by urgency: a text that speaks of two dangers gets the card of the greater one. */
const urgency = ['self-harm', 'violence', 'threats', 'accident', 'exploitation', 'food-poisoning', 'expulsion'];

/** A function from a text to the family of the danger it speaks of. */
export type SafeguardMatcher = (text: string) => string | null;

/** One line of triggers: dangerous when each of its parts occurs. */
interface Trigger {
  readonly family: string;
  readonly partCount: number;
}

/** That a clue is one way to say a part of a trigger. */
interface Place {
  readonly trigger: Trigger;
  readonly part: number;
}

/**
 * Triggers of all languages at once: people in danger mix them. `*` any ending, `{a|b}` either, `+` all parts must occur, in
 * any order; words of one part stand in a row. Only the clues whose first word is in the text are looked at.
 */
export function compileTriggers(safeguards: Iterable<Safeguard>): SafeguardMatcher {
  const index = indexClues(safeguards);
  return (text) => {
    const found = words(text);
    const parts = new Map<Trigger, Set<number>>();
    let best: string | null = null;
    for (const { clue, places } of index.near(found)) {
      if (!occurs(clue, found)) continue;
      for (const { trigger, part } of places) {
        const seen = parts.get(trigger) ?? new Set();
        parts.set(trigger, seen.add(part));
        const isComplete = seen.size === trigger.partCount;
        if (isComplete && (best === null || rankOf(trigger.family) < rankOf(best))) best = trigger.family;
      }
    }
    return best;
  };
}

function indexClues(safeguards: Iterable<Safeguard>): ClueIndex<Place> {
  // The same words stand in many lines: each is read once.
  const clues = new Map<string, Clue>();
  const read = new Map<string, Clue>();
  const index = createClueIndex<Place>();
  for (const { family, texts } of safeguards) {
    for (const line of Object.values(texts).flatMap(({ triggers, latin }) => [...triggers, ...latin])) {
      const parts = line.split('+').map((part) => alternativesOf(part.trim()).map((text) => clueOf(text, clues, read)));
      if (parts.some((ways) => ways.every((clue) => clue.length === 0))) continue;
      const trigger: Trigger = { family, partCount: parts.length };
      parts.forEach((ways, part) => {
        for (const clue of ways) if (clue.length > 0) index.add(clue, { trigger, part });
      });
    }
  }
  return index;
}

function clueOf(text: string, known: Map<string, Clue>, read: Map<string, Clue>): Clue {
  const clue = known.get(text) ?? compileClue(text, read);
  known.set(text, clue);
  return clue;
}

function rankOf(family: string): number {
  const rank = urgency.indexOf(family);
  return rank === -1 ? urgency.length : rank;
}
