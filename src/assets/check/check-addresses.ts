import { answerPassages, pillPassages, safeguardPassages } from '../passages.ts';
import type { Passage } from '../passages.ts';
import { entryTextFile, pillTextFile, report, safeguardTextFile } from './checking.ts';
import type { Checking } from './checking.ts';

const linked = /\[[^\]\n]*\]\(([^)\n]*)\)/gu;
const bare = /\bhttps?:\/\/[^\s)>\]]*/giu;

/** Web addresses inside texts lead somewhere: a person taps them on a phone and cannot mend them. */
export function checkAddresses(checking: Checking): void {
  const { entries, pills, safeguards } = checking.assets;
  for (const { id, texts } of entries.values()) {
    for (const text of Object.values(texts))
      checkText(checking, entryTextFile(checking, id, text.language), answerPassages(text));
  }
  for (const { id, texts } of pills.values()) {
    for (const text of Object.values(texts)) checkText(checking, pillTextFile(checking, id, text.language), pillPassages(text));
  }
  for (const { family, texts } of safeguards.values()) {
    for (const text of Object.values(texts))
      checkText(checking, safeguardTextFile(checking, family, text.language), safeguardPassages(text));
  }
}

function checkText(checking: Checking, file: string, passages: readonly Passage[]): void {
  for (const { field, text } of passages) {
    const addresses = [...text.matchAll(linked).map((match) => match[1] ?? ''), ...text.matchAll(bare).map((match) => match[0])];
    const broken = addresses.find((address) => !isAddress(address));
    if (broken === undefined) continue;
    report(checking, 'error', file, field, `'${broken}' leads nowhere; expected a web address as https://www.example.it`);
  }
}

function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s/.]{2,}(?:[/?#]|$)/iu.test(text) && URL.canParse(text);
}
