import { alternativesOf } from '../../knowledge/safety/alternatives.ts';
import { parseRule } from '../../knowledge/safety/parse-rule.ts';
import type { RulePart } from '../../knowledge/safety/parse-rule.ts';
import { report, safeguardFile, safeguardTextFile, safeguardWordsFile } from './checking.ts';
import type { Checking } from './checking.ts';

/** Longest card, in characters: one message on every channel. */
const maxCard = 700;
/** `*ab*` would be inside half of all words. */
const shortestInner = 3;

/** Rules over safeguards: cards short enough, and triggers that can match something and don't match everything. */
export function checkSafeguards(checking: Checking): void {
  const safeguards = [...checking.assets.safeguards.values()];
  const words = safeguards[0]?.words ?? {};
  checkWords(checking, words);
  for (const safeguard of safeguards) {
    const file = safeguardFile(checking, safeguard.family);
    const texts = Object.values(safeguard.texts);
    if (safeguard.rules.length === 0 && texts.every(({ triggers, latin }) => triggers.length + latin.length === 0)) {
      report(checking, 'error', file, 'rules', 'no rule and no trigger: the card would never come');
    }
    checkLines(checking, file, 'rules', safeguard.rules);
    for (const text of texts) {
      const textFile = safeguardTextFile(checking, safeguard.family, text.language);
      const length = [...text.card].length;
      if (length > maxCard)
        report(checking, 'error', textFile, 'card', `${String(length)} characters, at most ${String(maxCard)}`);
      checkLines(checking, textFile, 'triggers', text.triggers);
      checkLines(checking, textFile, 'latin', text.latin);
    }
  }
}

function checkLines(checking: Checking, file: string, field: string, lines: readonly string[]): void {
  const known = knownClasses(checking);
  lines.forEach((line, index) => {
    const complain = (message: string): void =>
      report(checking, 'error', file, `${field}.${String(index)}`, `'${line}': ${message}`);
    const { parts, without } = parseRule(line);
    if (parts.length === 0) complain('nothing must be met: it would match everything or nothing');
    for (const part of [...parts, ...without]) for (const fault of faultsOfPart(part, known)) complain(fault);
    if (lines.indexOf(line) !== index) complain('stands here twice');
  });
}

function faultsOfPart({ classes, wording }: RulePart, known: ReadonlySet<string>): readonly string[] {
  if (classes.length === 0) return faultsOfWording(wording);
  return classes.filter((name) => !known.has(name)).map((name) => `no language has words for <${name}>`);
}

function checkWords(checking: Checking, words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): void {
  for (const [language, classes] of Object.entries(words)) {
    const file = safeguardWordsFile(checking, language);
    for (const [name, wordings] of Object.entries(classes)) {
      wordings.forEach((wording, index) => {
        const faults = faultsOfWording(wording);
        const isTwice = wordings.indexOf(wording) !== index;
        for (const fault of isTwice ? [...faults, 'stands here twice'] : faults) {
          report(checking, 'error', file, `${name}.${String(index)}`, `'${wording}': ${fault}`);
        }
      });
    }
  }
}

function faultsOfWording(wording: string): readonly string[] {
  const ways = alternativesOf(wording);
  const faults: string[] = [];
  if (ways.some((way) => !/[\p{L}\p{N}]/u.test(way))) faults.push('a part without letters matches everything or nothing');
  if (ways.some((way) => /[^\s*]\*[^\s*]/u.test(way))) faults.push("'*' stands only at the beginning or the end of a word");
  if (ways.some(hasShortInner)) {
    faults.push(`a word that begins with '*' needs at least ${String(shortestInner)} letters`);
  }
  return faults;
}

function hasShortInner(wording: string): boolean {
  return wording.split(/\s+/u).some((word) => word.startsWith('*') && [...word.replaceAll('*', '')].length < shortestInner);
}

function knownClasses(checking: Checking): ReadonlySet<string> {
  const words = [...checking.assets.safeguards.values()][0]?.words ?? {};
  return new Set(Object.values(words).flatMap((classes) => Object.keys(classes)));
}
