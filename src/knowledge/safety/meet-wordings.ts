import type { DangerWords } from './danger-words.ts';
import { innerKey, shortestTyped, typedKey, type StepTables, type TriggerIndex } from './trigger-index.ts';
import { isOneSlip } from './one-slip.ts';

/** Where a wording stands in a text: places as in `DangerWords`, and the words from–until. */
export interface Meeting {
  readonly wording: number;
  readonly from: number;
  readonly until: number;
  readonly at: number;
}

/** The places of a text where wordings are met, by class. */
export function meetWordings(index: TriggerIndex, { words, at }: DangerWords): ReadonlyMap<number, readonly Meeting[]> {
  const known = new Map<string, readonly number[]>();
  const steps = words.map((word) => {
    const found = known.get(word) ?? stepsOf(index.steps, word);
    known.set(word, found);
    return found;
  });
  const meetings = new Map<number, Meeting[]>();
  const { lastFrom, before, classOf, twin } = index.wordings;
  steps.forEach((here, from) => {
    for (const step of here) {
      for (let wording = lastFrom[step] ?? -1; wording !== -1; wording = before[wording] ?? -1) {
        const until = endOf(index, wording, steps, from);
        if (until === -1) continue;
        const meeting = { wording, from, until, at: at[from] ?? 0 };
        for (let same = wording; same !== -1; same = twin[same] ?? -1) note(meetings, classOf[same] ?? 0, meeting);
      }
    }
  });
  return meetings;
}

/** More of the same tell nothing new, and a hostile text may hold thousands. */
const mostMeetings = 24;

function note(meetings: Map<number, Meeting[]>, each: number, meeting: Meeting): void {
  const row = meetings.get(each);
  if (row === undefined) meetings.set(each, [meeting]);
  else if (row.length < mostMeetings) row.push(meeting);
}

/** Word after the last one of a wording that begins at `from`; -1 if it does not stand there. */
function endOf({ wordings }: TriggerIndex, wording: number, steps: readonly (readonly number[])[], from: number): number {
  const end = wordings.starts[wording + 1] ?? 0;
  let place = from;
  for (let step = (wordings.starts[wording] ?? 0) + 1; step < end; step++) {
    const wanted = wordings.steps[step] ?? 0;
    const id = wanted < 0 ? -1 - wanted : wanted;
    const last = place + 1 + (wanted < 0 ? widestGap : 0);
    let next = place + 1;
    while (next <= last && steps[next]?.includes(id) !== true) next += 1;
    if (next > last) return -1;
    place = next;
  }
  return place + 1;
}

/** Other words that may stand at `..`. */
const widestGap = 2;

/** Words longer than this are looked up by their beginning. */
const longestWord = 40;

function stepsOf(tables: StepTables, written: string): readonly number[] {
  const found = new Set<number>();
  const word = written.slice(0, longestWord);
  for (const form of formsOf(word)) {
    const whole = tables.whole.get(form);
    if (whole !== undefined) found.add(whole);
    for (let length = 1; length <= Math.min(form.length, tables.longestOpen); length++) {
      const open = tables.open.get(form.slice(0, length));
      if (open !== undefined) found.add(open);
    }
  }
  addInner(tables, word, found);
  if (found.size === 0 && word.length >= shortestTyped) addTyped(tables, word, found);
  return [...found];
}

function addInner(tables: StepTables, word: string, found: Set<number>): void {
  for (let start = 0; start + innerKey <= word.length; start++) {
    for (const id of tables.inner.get(word.slice(start, start + innerKey)) ?? []) {
      const text = tables.text[id] ?? '';
      if (word.startsWith(text, start) && (tables.kind[id] === '*' || start + text.length === word.length)) found.add(id);
    }
  }
}

function addTyped(tables: StepTables, word: string, found: Set<number>): void {
  for (const id of tables.typed.get(word.slice(0, typedKey)) ?? []) {
    if (isOneSlip(tables.text[id] ?? '', word, tables.kind[id] === '^')) found.add(id);
  }
}

/** An Arabic word is also met without what is written onto its front. */
function formsOf(word: string): readonly string[] {
  const code = word.codePointAt(0) ?? 0;
  if (code < 0x600 || code > 0x77f) return [word];
  const forms = new Set([word]);
  for (const front of arabicFronts) {
    const rest = word.replace(front, '');
    if (rest.length >= 2) forms.add(rest);
  }
  return [...forms];
}

const arabicFronts = [/^[وفبكلهع]?(?:ال|لل)/u, /^[وفبكلهحغسش](?=.{3})/u, /^و[بلكحهسي](?=.{3})/u];
