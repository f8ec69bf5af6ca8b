import { answerPassages, pillPassages, safeguardPassages } from '../passages.ts';
import type { Passage } from '../passages.ts';
import { entryTextFile, pillTextFile, report, safeguardTextFile } from './checking.ts';
import type { Checking } from './checking.ts';
import { phraseLeaves } from './phrase-leaves.ts';

/**
 * Signs that turn the direction of what follows until a line's end, whatever closes them: only isolates are kept apart from the text
 * around them. Source: UAX #9, 2.3 and "Recommendations".
 */
const turning = /[\u202A-\u202E]/u;
const opening = /[\u2066-\u2068]/u;
const closing = '\u2069';
/** Arabic letters presented as shapes: they do not join, and no search finds them. Source: Unicode, Arabic Presentation Forms. */
const shapes = /[\uFB50-\uFDFF\uFE70-\uFEFC]/u;

/**
 * Rules over the signs that keep foreign words apart in a line from right to left. Words from left to right are isolated when they are
 * sent; what an author wrote by hand must be closed where it was opened.
 */
export function checkIsolates(checking: Checking): void {
  const { entries, pills, safeguards } = checking.assets;
  for (const [id, entry] of entries)
    for (const text of Object.values(entry.texts)) {
      const questions = text.questions.map((question, index) => ({ field: `questions.${String(index)}`, text: question }));
      checkPassages(checking, entryTextFile(checking, id, text.language), [...answerPassages(text), ...questions]);
    }
  for (const [id, pill] of pills)
    for (const text of Object.values(pill.texts))
      checkPassages(checking, pillTextFile(checking, id, text.language), pillPassages(text));
  for (const [family, card] of safeguards)
    for (const text of Object.values(card.texts))
      checkPassages(checking, safeguardTextFile(checking, family, text.language), safeguardPassages(text));
  for (const [language, namespaces] of Object.entries(checking.assets.phrases))
    for (const [namespace, tree] of Object.entries(namespaces)) {
      const phrases = [...phraseLeaves(tree)].flatMap(([field, text]) => (typeof text === 'string' ? [{ field, text }] : []));
      checkPassages(checking, `${checking.places.names.locales}/${language}/${namespace}.json`, phrases);
    }
}

function checkPassages(checking: Checking, file: string, passages: readonly Passage[]): void {
  for (const { field, text } of passages) {
    const fault = faultIn(text);
    if (fault !== null) report(checking, 'error', file, field, fault);
  }
}

function faultIn(text: string): string | null {
  const turned = turning.exec(text)?.[0];
  if (turned !== undefined) {
    return `${nameOf(turned)} turns what follows: put the foreign words between U+2068 and U+2069, or leave both out`;
  }
  const shape = shapes.exec(text)?.[0];
  if (shape !== undefined) return `'${shape}' (${nameOf(shape)}) is the shape of a letter: type the letter itself`;
  return (
    text
      .split('\n')
      .map(unclosedIn)
      .find((fault) => fault !== null) ?? null
  );
}

/** An isolate holds within its line. */
function unclosedIn(line: string): string | null {
  let open = 0;
  for (const sign of line) {
    if (opening.test(sign)) open += 1;
    else if (sign === closing) open -= 1;
    if (open < 0) return 'U+2069 closes an isolate that was not opened in this line';
  }
  return open > 0 ? 'an isolate (U+2066 to U+2068) is missing its U+2069: the rest of the line would turn with it' : null;
}

function nameOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
