import type { EntryText } from '../../domain/answer.ts';
import { entryFile, entryTextFile, report } from './checking.ts';
import type { Checking } from './checking.ts';
import { shareOfTrigrams, trigrams } from './trigrams.ts';

/** Fewest ways to ask, and how much two of them may have in common. Source: content/README.md, "Questions". */
const minQuestions = 5;
const maxShare = 0.7;
/** More words and longer ones would drown the telling ones. Source: content/README.md, "Words". */
const mostWords = 80;
const longestWord = 40;
/** Scripts whose readers often type in Latin letters. */
const romanised = new Set(['Arab', 'Hans', 'Hant', 'Beng']);

/** Rules over the ways in which people ask: enough of them, each different, none under two answers. */
export function checkQuestions(checking: Checking): void {
  const seen = new Map<string, string>();
  for (const entry of checking.assets.entries.values()) {
    const missing = checking.assets.languages.filter(({ code }) => entry.texts[code] === undefined).map(({ code }) => code);
    if (missing.length > 0)
      report(checking, 'warning', entryFile(checking, entry.id), '', `nobody can ask in: ${missing.join(', ')}`);
    for (const text of Object.values(entry.texts)) {
      const file = entryTextFile(checking, entry.id, text.language);
      checkCount(checking, file, text);
      checkLikeness(checking, file, 'questions', text.questions);
      checkLikeness(checking, file, 'latin', text.latin);
      checkWords(checking, file, text);
      checkOwners(checking, file, entry.country, text, seen);
    }
  }
}

function checkCount(checking: Checking, file: string, text: EntryText): void {
  const count = text.questions.length;
  if (count < minQuestions) {
    report(checking, 'error', file, 'questions', `${String(count)} questions, at least ${String(minQuestions)}`);
  }
  const script = checking.assets.languages.find((language) => language.code === text.language)?.script ?? 'Latn';
  if (text.latin.length === 0 && romanised.has(script)) {
    report(checking, 'warning', file, 'latin', "'latin' is empty: people also type this language in Latin letters");
  }
}

/** Words are searched, each once, and tell little when they are whole sentences. */
function checkWords(checking: Checking, file: string, { words }: EntryText): void {
  if (words.length > mostWords) {
    report(
      checking,
      'warning',
      file,
      'words',
      `${String(words.length)} words, at most ${String(mostWords)}: keep what tells this need from others`,
    );
  }
  const long = words.find((word) => word.length > longestWord);
  if (long !== undefined)
    report(checking, 'error', file, 'words', `'${long}' is longer than ${String(longestWord)} characters: a question?`);
  const twice = words.find((word, index) => words.indexOf(word) < index);
  if (twice !== undefined) report(checking, 'error', file, 'words', `'${twice}' stands twice`);
}

function checkLikeness(checking: Checking, file: string, field: string, questions: readonly string[]): void {
  const sets = questions.map(trigrams);
  sets.forEach((set, index) => {
    const twin = sets.findIndex((other, before) => before < index && shareOfTrigrams(set, other) > maxShare);
    if (twin === -1) return;
    const message = `nearly the same as '${questions[twin] ?? ''}': each question should be another way to live the need`;
    report(checking, 'error', file, `${field}.${String(index)}`, message);
  });
}

/** The same words under two answers of a country: neither could ever be sure. */
function checkOwners(checking: Checking, file: string, country: string, text: EntryText, seen: Map<string, string>): void {
  text.questions.forEach((question, index) => {
    const key = `${country}|${question
      .toLowerCase()
      .replaceAll(/[\p{P}\s]+/gu, ' ')
      .trim()}`;
    const owner = seen.get(key);
    if (owner !== undefined && owner !== file) {
      report(checking, 'error', file, `questions.${String(index)}`, `'${question}' stands in ${owner}, too`);
    }
    seen.set(key, owner ?? file);
  });
}
