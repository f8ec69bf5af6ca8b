import type { EntryText } from '../../domain/answer.ts';
import { westernDigits } from '../../domain/digits.ts';
import { answerPassages } from '../passages.ts';
import { entryTextFile, report } from './checking.ts';
import type { Checking } from './checking.ts';
import { readingEase } from './reading-ease.ts';

const amount =
  /(?:€|EUR|HUF|Ft)\s?\d|\d(?:[\d.,\s]*\d)?\s?(?:€|EUR|HUF|Ft|euros?|евро|євро|يورو|欧元|ইউরো|یورو|eura|evrov|euró|euro)(?!\p{L})/iu;
const year = /20\d\d/u;
/** Said where the copy that was read bears no date. */
const undated =
  /\b(?:no|without (?:a )?|ohne|senza|sans|sin|pa|brez|bez) ?dat|dátum nélkül|без дат|(?:بلا|بدون|بغیر) تاريخ|تاریخ کے بغیر|[没无]有?日期|তারিখ (?:ছাড়া|নেই)/iu;

/** Rules over what an answer says: not too hard to read, and no amount without its year, or without saying that none is known. */
export function checkWording(checking: Checking): void {
  for (const entry of checking.assets.entries.values()) {
    for (const text of Object.values(entry.texts)) {
      if (text.body === null) continue;
      checkEase(checking, entry.id, text);
      checkAmounts(checking, entry.id, text);
    }
  }
}

function checkEase(checking: Checking, entry: string, text: EntryText): void {
  const said = answerPassages(text)
    .filter(({ field }) => field !== 'title')
    .map((passage) => passage.text);
  const ease = readingEase(said.join('\n'), text.language);
  if (ease === null || ease.value >= ease.least) return;
  const message = `hard to read (${ease.scale} ${ease.value.toFixed(0)}, at least ${String(ease.least)}): shorter words and sentences`;
  report(checking, 'warning', entryTextFile(checking, entry, text.language), 'full', message);
}

function checkAmounts(checking: Checking, entry: string, text: EntryText): void {
  const passages = answerPassages(text).map((passage) => ({ ...passage, text: westernDigits(passage.text) }));
  const first = passages.find((passage) => amount.test(passage.text));
  if (first === undefined || passages.some(({ text: said }) => year.test(said) || undated.test(said))) return;
  const found = amount.exec(first.text)?.[0] ?? '';
  report(
    checking,
    'warning',
    entryTextFile(checking, entry, text.language),
    first.field,
    `'${found}': an amount without the year it holds for`,
  );
}
