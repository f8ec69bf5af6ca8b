import { transpose, type Postings } from '../index/postings.ts';
import type { ReadText } from '../index/read-entries.ts';
import { cosineVector, variantShare, type Rarity } from '../index/weights.ts';

/** The entries' single questions, by words and stems: a question asked almost as it stands needs no statistics. */
export interface Variants {
  /** Targets are variants. */
  readonly postings: Postings;
  /** Variant → position of its entry. */
  readonly entry: Uint32Array;
}

/** Takes the questions among the texts. */
export function variantsOf(texts: readonly ReadText[], rarity: Rarity): Variants {
  const questions = texts.filter((text) => text.kind === 'question');
  const vectors = questions.map((text) => cosineVector(text, rarity, variantShare));
  return { postings: transpose(vectors, rarity.text.length), entry: Uint32Array.from(questions, ({ entry }) => entry) };
}
