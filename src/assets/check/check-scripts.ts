import { answerPassages, pillPassages, safeguardPassages } from '../passages.ts';
import type { Passage } from '../passages.ts';
import { entryTextFile, pillTextFile, report, safeguardTextFile } from './checking.ts';
import type { Checking } from './checking.ts';

/** Letters a language's own texts are made of. National terms bring Latin ones into every script. */
const lettersOf: Readonly<Record<string, RegExp>> = {
  Latn: /[\p{Script=Latin}\p{Script=Inherited}\p{Script=Common}]/u,
  Arab: /[\p{Script=Arabic}\p{Script=Latin}\p{Script=Inherited}\p{Script=Common}]/u,
  Hans: /[\p{Script=Han}\p{Script=Latin}\p{Script=Inherited}\p{Script=Common}]/u,
  Beng: /[\p{Script=Bengali}\p{Script=Latin}\p{Script=Inherited}\p{Script=Common}]/u,
};
const ownLetters: Readonly<Record<string, RegExp>> = {
  Arab: /\p{Script=Arabic}/gu,
  Hans: /\p{Script=Han}/gu,
  Beng: /\p{Script=Bengali}/gu,
};
/** Letters that look like Latin ones inside a word of Latin letters: а, е, о, ο. */
const lookalike = /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;

/** Rules over letters and digits: the language's own script, no look-alikes, Western digits. */
export function checkScripts(checking: Checking): void {
  for (const [id, entry] of checking.assets.entries) {
    for (const text of Object.values(entry.texts)) {
      const file = entryTextFile(checking, id, text.language);
      checkPassages(checking, file, text.language, answerPassages(text));
      // People ask in mixed languages; only look-alikes are surely a fault there.
      text.questions.forEach((question, index) => checkLookalikes(checking, file, `questions.${String(index)}`, question));
    }
  }
  for (const [id, pill] of checking.assets.pills) {
    for (const text of Object.values(pill.texts)) {
      checkPassages(checking, pillTextFile(checking, id, text.language), text.language, pillPassages(text));
    }
  }
  for (const [family, card] of checking.assets.safeguards) {
    for (const text of Object.values(card.texts)) {
      checkPassages(checking, safeguardTextFile(checking, family, text.language), text.language, safeguardPassages(text));
    }
  }
}

function checkPassages(checking: Checking, file: string, language: string, passages: readonly Passage[]): void {
  const script = checking.assets.languages.find((known) => known.code === language)?.script ?? '';
  const allowed = lettersOf[script];
  for (const { field, text } of passages) {
    checkLookalikes(checking, file, field, text);
    const foreign = allowed === undefined ? undefined : [...text].find((sign) => /\p{L}/u.test(sign) && !allowed.test(sign));
    if (foreign !== undefined) report(checking, 'error', file, field, `'${foreign}' is a letter of another script`);
    if (/[^\P{Nd}0-9]/u.test(text)) {
      report(checking, 'error', file, field, 'write amounts and dates in Western digits, in every script');
    }
  }
  checkShare(checking, file, script, passages);
}

/** A text whose letters are mostly foreign was not translated. */
function checkShare(checking: Checking, file: string, script: string, passages: readonly Passage[]): void {
  const own = ownLetters[script];
  if (own === undefined) return;
  const text = passages
    .map((passage) => passage.text)
    .join(' ')
    .replaceAll(/https?:\/\/\S+/gu, '');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  // Latin terms need several letters where Han needs one.
  const least = script === 'Hans' ? 0.25 : 0.4;
  if (letters > 0 && (text.match(own)?.length ?? 0) / letters < least) {
    report(checking, 'error', file, passages[0]?.field ?? '', `most of its letters are not ${script}: is it translated?`);
  }
}

function checkLookalikes(checking: Checking, file: string, field: string, text: string): void {
  const found = lookalike.exec(text)?.[0];
  if (found === undefined) return;
  report(checking, 'error', file, field, `'${found}' mixes letters of two scripts that look alike`);
}
