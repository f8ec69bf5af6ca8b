import type { Assets } from '../../domain/assets.ts';
import type { Detection, LanguagePrior } from '../../domain/knowledge.ts';
import type { JsonObject } from '../../domain/json.ts';
import { words } from '../tokens/tokenise.ts';
import { buildProfile, letterGroupsOf } from './letter-profile.ts';
import type { LetterProfile } from './letter-profile.ts';
import { scriptLanguage } from './script-language.ts';
import { stopWords } from './stop-words.ts';

interface LatinLanguage {
  readonly variety: string;
  readonly profile: LetterProfile;
  readonly stopWords: ReadonlySet<string>;
}

/** What is believed before the text is read, as logarithms of odds. */
const priors = { language: 1.2, secondLanguage: 0.6, client: 0.6 } as const;
/** Neighbouring letter groups say the same thing several times over; this is how much of them counts. */
const groupTrust = 0.3;
const stopWordPoints = 1.6;
/** A language is changed only for a text that would be clear without any prior. */
const sureFrom = 0.9;
const fewestLetters = 6;

/** Tells the language of a text by script, small words and letter groups; profiles come from the assets' own texts. */
export function createDetector(assets: Assets): (text: string, prior: LanguagePrior) => Detection {
  const languages = Object.entries(stopWords).map(([variety, list]) => ({
    variety,
    stopWords: new Set(list),
    profile: buildProfile([...textsOf(assets, variety), ...list].flatMap(latinWords)),
  }));
  const national = nationalWords(assets);
  return (text, prior) => {
    const telling = latinWords(text).filter((word) => !national.has(word));
    const script = scriptLanguage(text, telling.join('').length);
    if (script !== null && script.share >= 0.4) {
      const isSure = script.share >= 0.6 && script.letters >= 2;
      return { language: script.language, variety: script.language, confidence: script.share, sure: isSure };
    }
    return telling.length === 0 ? unknown(prior) : detectLatin(languages, telling, prior);
  };
}

function detectLatin(languages: readonly LatinLanguage[], telling: readonly string[], prior: LanguagePrior): Detection {
  const evidence = languages.map((language) => pointsOf(language, telling));
  const believed = shares(evidence.map((points, index) => points + priorOf(languages[index]?.variety ?? '', prior)));
  const best = believed.indexOf(Math.max(...believed));
  const variety = languages[best]?.variety ?? 'en';
  const bare = shares(evidence)[best] ?? 0;
  const letters = telling.join('').length;
  return {
    language: languageOf(variety),
    variety,
    confidence: believed[best] ?? 0,
    sure: bare >= sureFrom && letters >= fewestLetters,
  };
}

function pointsOf({ profile, stopWords: small }: LatinLanguage, telling: readonly string[]): number {
  const groups = telling.flatMap(letterGroupsOf).reduce((sum, group) => sum + profile.logOf(group), 0);
  return groupTrust * groups + stopWordPoints * telling.filter((word) => small.has(word)).length;
}

function priorOf(variety: string, prior: LanguagePrior): number {
  const language = languageOf(variety);
  const given = Object.entries(priors).filter(([name]) => prior[name as keyof LanguagePrior] === language);
  return given.reduce((sum, [, points]) => sum + points, 0);
}

function unknown(prior: LanguagePrior): Detection {
  const language = prior.language ?? prior.secondLanguage ?? prior.client ?? 'en';
  return { language, variety: language, confidence: 0, sure: false };
}

function shares(points: readonly number[]): readonly number[] {
  const most = Math.max(...points);
  const weights = points.map((point) => Math.exp(point - most));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

function languageOf(variety: string): string {
  return variety.split('-')[0] ?? variety;
}

function latinWords(text: string): readonly string[] {
  return words(text).flatMap((word) => (/\p{Script=Latin}/u.test(word.text) ? [word.text] : []));
}

/** Romanised varieties learn from the `latin` questions, languages from everything of theirs. */
function textsOf(assets: Assets, variety: string): readonly string[] {
  const language = languageOf(variety);
  const texts = [...assets.entries.values()].flatMap((entry) => entry.texts[language] ?? []);
  if (variety !== language) return texts.flatMap((text) => text.latin);
  const spoken = texts.flatMap(({ title, questions, body }) => [title, ...questions, body?.short ?? '']);
  return [...spoken, ...Object.values(assets.phrases[language] ?? {}).flatMap(strings)];
}

function strings(tree: JsonObject): readonly string[] {
  return Object.values(tree).flatMap((value) => {
    if (typeof value === 'string') return [value.replaceAll(/\{\{[^}]*\}\}/gu, ' ')];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? strings(value as JsonObject) : [];
  });
}

/** Words of national terms are said in every language, so they tell nothing about it; small words among them still do. */
function nationalWords(assets: Assets): ReadonlySet<string> {
  const small = new Set(Object.values(stopWords).flat());
  const kept = [
    ...assets.terms.flatMap(({ term, also }) => [term, ...also]),
    ...assets.entries.values().flatMap(({ terms }) => terms),
  ];
  return new Set(kept.flatMap(latinWords).filter((word) => !small.has(word)));
}
