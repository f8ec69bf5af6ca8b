import type { Assets } from '../../domain/assets.ts';
import type { Detection, LanguagePrior } from '../../domain/knowledge.ts';
import { normalise } from '../text/normalise.ts';
import { spelledWords } from './grams.ts';
import type { Profiles } from './profiles.ts';
import { beliefIn, createReader, sharesOf, type Evidence } from './tell-language.ts';

/**
 * What is believed before the text is read, as logarithms of odds. Written: a language that the answers are written in; whoever is
 * answered in it often types it in Latin letters, though less often than others type English, which everybody falls back on.
 */
const priors = { language: 1.2, secondLanguage: 0.6, client: 0.6, written: 1.5, writtenInLatin: -1, english: 0.5 } as const;
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
  const written = new Set(assets.entries.values().flatMap(({ texts }) => Object.keys(texts)));
  const usual = (variety: string): number => {
    if (!written.has(languageOf(variety))) return beliefIn(variety);
    if (variety === 'en') return priors.written + priors.english;
    return priors.written + (variety.endsWith('-Latn') ? priors.writtenInLatin : 0);
  };
  let read: ((text: string) => Evidence) | undefined;
  return (text, prior) => {
    read ??= createReader(profilesOf());
    const telling = spelledWords(text)
      .filter((word) => !national.has(normalise(word)))
      .join(' ');
    const { varieties, logits } = read(telling);
    const languages = varieties.map(languageOf);
    const believed = sharesOf(logits.map((logit, i) => logit + usual(varieties[i] ?? '') + priorOf(languages[i] ?? '', prior)));
    const best = believed.indexOf(Math.max(...believed));
    const variety = varieties[best];
    const language = languages[best];
    if (variety === undefined || language === undefined) return unknown(prior);
    const bare = sharesOf(logits.map((logit, i) => logit + usual(varieties[i] ?? ''))).filter(
      (_, i) => languages[i] === language,
    );
    const letters = telling.replaceAll(' ', '').length;
    const isLong = oneLanguageScript.test(telling) ? letters >= fewestSigns : letters >= fewestLetters && telling.includes(' ');
    const sure = isLong && Math.max(...bare) >= sureFrom;
    return {
      language: sure ? language : answeredKin(variety, language, written),
      variety,
      confidence: believed[best] ?? 0,
      sure,
    };
  };
}

/** Spoken, Hindi and Urdu are one language: in Latin letters few words tell which, and answers are written in one of them only. */
const kin: Readonly<Record<string, string>> = { 'hi-Latn': 'ur', 'ur-Latn': 'hi' };

function answeredKin(variety: string, language: string, written: ReadonlySet<string>): string {
  const other = kin[variety];
  return other !== undefined && !written.has(language) && written.has(other) ? other : language;
}

function priorOf(own: string, { language, secondLanguage, client }: LanguagePrior): number {
  const spoken = (language === own ? priors.language : 0) + (secondLanguage === own ? priors.secondLanguage : 0);
  return spoken + (client === own ? priors.client : 0);
}

function unknown(prior: LanguagePrior): Detection {
  const language = prior.language ?? prior.secondLanguage ?? prior.client ?? 'en';
  return { language, variety: language, confidence: 0, sure: false };
}

function languageOf(variety: string): string {
  const end = variety.indexOf('-');
  return end === -1 ? variety : variety.slice(0, end);
}

/** Words of national terms, but not the small words among them: "di" still says Italian. */
function nationalWords({ terms, entries }: Pick<Assets, 'terms' | 'entries'>): ReadonlySet<string> {
  const kept = [...terms.flatMap(({ term, also }) => [term, ...also]), ...entries.values().flatMap((entry) => entry.terms)];
  return new Set(kept.flatMap((term) => spelledWords(normalise(term))).filter((word) => word.length > 2));
}
