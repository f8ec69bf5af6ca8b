import corpus from '../src/knowledge/language-id/corpus.json' with { type: 'json' };
import { buildProfiles, type Profiles } from '../src/knowledge/language-id/profiles.ts';
import { beliefIn, createReader, weigh } from '../src/knowledge/language-id/tell-language.ts';

let profiles: Profiles | undefined;

/** The likeliest language of each text, among the candidates if given; `und` without letters. */
export function detectLanguages(texts: readonly string[], candidates: readonly string[] | null): string[] {
  const ours = (profiles ??= buildProfiles(corpus));
  const allowed = candidates === null ? null : new Set(candidates);
  const read = createReader(ours, (variety) => allowed === null || allowed.has(languageOf(variety)));
  return texts.map((text) => languageOf(weigh(read(text), beliefIn)[0]?.variety ?? 'und'));
}

function languageOf(variety: string): string {
  return variety.split('-')[0] ?? variety;
}
