import type { Assets } from '../../domain/assets.ts';
import type { Detection, LanguagePrior } from '../../domain/knowledge.ts';
import { normalise } from '../text/normalise.ts';
import { spelledWords } from './grams.ts';
import type { Profiles } from './profiles.ts';
import { readEvidence, weigh } from './tell-language.ts';

/** What is believed before the text is read, as logarithms of odds. */
const priors = { language: 1.2, secondLanguage: 0.6, client: 0.6 } as const;
/** A language is changed only for a text that would be clear without any prior. */
const sureFrom = 0.9;
const fewestLetters = 6;
/** Latin letters need some words to tell; a script of few languages hardly any. */
const fewestSigns = 2;
const oneLanguageScript =
  /[\p{Script=Han}\p{Script=Arabic}\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Ethiopic}\p{Script=Cyrillic}]/u;

/** Tells the language of a text, with the person's own languages as a prior. National terms, said in every language, tell nothing. */
export function createDetector(
  assets: Pick<Assets, 'terms' | 'entries'>,
  profilesOf: () => Profiles,
): (text: string, prior: LanguagePrior) => Detection {
  const national = nationalWords(assets);
  return (text, prior) => {
    const profiles = profilesOf();
    const telling = spelledWords(text)
      .filter((word) => !national.has(normalise(word)))
      .join(' ');
    const evidence = readEvidence(profiles, telling, () => true);
    const bare = weigh(evidence, () => 0);
    const [best] = weigh(evidence, (variety) => priorOf(languageOf(variety), prior));
    if (best === undefined) return unknown(prior);
    const alone = bare.find(({ variety }) => languageOf(variety) === languageOf(best.variety));
    const letters = telling.replaceAll(' ', '').length;
    const isLong = oneLanguageScript.test(telling) ? letters >= fewestSigns : letters >= fewestLetters && telling.includes(' ');
    return {
      language: languageOf(best.variety),
      variety: best.variety,
      confidence: best.share,
      sure: isLong && (alone?.share ?? 0) >= sureFrom,
    };
  };
}

function priorOf(language: string, prior: LanguagePrior): number {
  const given = Object.entries(priors).filter(([name]) => prior[name as keyof LanguagePrior] === language);
  return given.reduce((sum, [, points]) => sum + points, 0);
}

function unknown(prior: LanguagePrior): Detection {
  const language = prior.language ?? prior.secondLanguage ?? prior.client ?? 'en';
  return { language, variety: language, confidence: 0, sure: false };
}

function languageOf(variety: string): string {
  return variety.split('-')[0] ?? variety;
}

/** Words of national terms, but not the small words among them: "di" still says Italian. */
function nationalWords({ terms, entries }: Pick<Assets, 'terms' | 'entries'>): ReadonlySet<string> {
  const kept = [...terms.flatMap(({ term, also }) => [term, ...also]), ...entries.values().flatMap((entry) => entry.terms)];
  return new Set(kept.flatMap((term) => spelledWords(normalise(term))).filter((word) => word.length > 2));
}
