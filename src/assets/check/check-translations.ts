import { textLanguages } from '../content-scales.ts';
import { answerPassages, passagesHash, pillPassages, safeguardPassages } from '../passages.ts';
import type { Passage } from '../passages.ts';
import { entryFile, entryTextFile, pillTextFile, report, safeguardTextFile } from './checking.ts';
import type { Checking } from './checking.ts';
import { compareNumbers } from './compare-numbers.ts';

/** One text in its languages, whatever kind of thing it belongs to. */
interface Translated {
  /** Where it is said which language the others come from. */
  readonly home: string;
  readonly sourceLanguage: string;
  readonly texts: readonly TranslatedText[];
  /** Languages it is to be written in, of those that are spoken; null: all. */
  readonly wanted: readonly string[] | null;
}

interface TranslatedText {
  readonly language: string;
  readonly file: string;
  readonly sourceHash: string | null;
  readonly passages: readonly Passage[];
}

/** Source language of the referral cards, which don't name one. */
export const safeguardSourceLanguage = 'en';

/** Rules over translations: there, as new as their source, and with the same numbers. */
export function checkTranslations(checking: Checking): void {
  for (const thing of [...answers(checking), ...pills(checking), ...safeguards(checking)]) {
    const source = thing.texts.find((text) => text.language === thing.sourceLanguage);
    checkLanguages(checking, thing);
    if (source === undefined) {
      report(checking, 'error', thing.home, 'source_language', `the source text '${thing.sourceLanguage}.md' is missing`);
      continue;
    }
    const hash = passagesHash(source.passages);
    for (const text of thing.texts) {
      if (text === source) continue;
      checkAge(checking, text, thing.sourceLanguage, hash);
      for (const { level, field, message } of compareNumbers(source.passages, text.passages, `${thing.sourceLanguage}.md`)) {
        report(checking, level, text.file, field, message);
      }
    }
  }
}

function checkLanguages(checking: Checking, thing: Translated): void {
  const codes = checking.assets.languages.map((language) => language.code);
  for (const { language, file } of thing.texts) {
    if (codes.includes(language)) continue;
    report(checking, 'error', file, '', `nobody is spoken to in '${language}': the languages are ${codes.join(', ')}`);
  }
  const missing = codes
    .filter((code) => thing.wanted?.includes(code) ?? true)
    .filter((code) => thing.texts.every((text) => text.language !== code));
  if (missing.length > 0) report(checking, 'warning', thing.home, '', `no text in: ${missing.join(', ')}`);
}

function checkAge(checking: Checking, text: TranslatedText, sourceLanguage: string, hash: string): void {
  if (text.sourceHash === hash) return;
  const message =
    text.sourceHash === null
      ? "'source_hash' is empty, so nobody can tell when the source moves on: run 'sportello content stamp'"
      : `translated from an older ${sourceLanguage}.md: compare the two, then run 'sportello content stamp' for this file`;
  report(checking, text.sourceHash === null ? 'warning' : 'error', text.file, 'source_hash', message);
}

/** Files that hold question variants only translate nothing. */
function answers(checking: Checking): readonly Translated[] {
  return [...checking.assets.entries.values()].map((entry) => ({
    home: entryFile(checking, entry.id),
    sourceLanguage: entry.sourceLanguage,
    wanted: textLanguages[entry.country] ?? null,
    texts: Object.values(entry.texts)
      .filter((text) => text.body !== null)
      .map((text) => ({
        language: text.language,
        file: entryTextFile(checking, entry.id, text.language),
        sourceHash: text.sourceHash,
        passages: answerPassages(text),
      })),
  }));
}

function pills(checking: Checking): readonly Translated[] {
  return [...checking.assets.pills.values()].map((pill) => ({
    home: `${checking.places.names.content}/pills/${pill.id}/pill.yaml`,
    sourceLanguage: pill.sourceLanguage,
    wanted: null,
    texts: Object.values(pill.texts).map((text) => ({
      language: text.language,
      file: pillTextFile(checking, pill.id, text.language),
      sourceHash: text.sourceHash,
      passages: pillPassages(text),
    })),
  }));
}

function safeguards(checking: Checking): readonly Translated[] {
  return [...checking.assets.safeguards.values()].map((card) => ({
    home: `${checking.places.names.content}/safeguards/${card.family}/card.yaml`,
    sourceLanguage: safeguardSourceLanguage,
    wanted: null,
    texts: Object.values(card.texts).map((text) => ({
      language: text.language,
      file: safeguardTextFile(checking, card.family, text.language),
      sourceHash: text.sourceHash,
      passages: safeguardPassages(text),
    })),
  }));
}
