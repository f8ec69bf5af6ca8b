import type { SportelloData } from '../domain/activity.ts';
import type { Choice } from './choice.ts';
import type { Draft } from './draft.ts';
import { chainOf, languageOf, languageRow } from './draft.ts';
import type { Value, Wording } from './phrase.ts';
import { commonValue } from './values.ts';

export type Values = Readonly<Record<string, Value>>;

/** A phrase in the person's language, else the next of the chain. A missing one is a fault and stays unsaid. */
export function word(draft: Draft, key: string, values: Values = {}): Wording {
  const count = typeof values['count'] === 'number' ? values['count'] : undefined;
  const valueOf = (name: string): Value | undefined => values[name] ?? commonValue(draft, name, (part) => phrase(draft, part));
  const found = draft.phrases.word(key, chainOf(draft), valueOf, count);
  if (found === null) draft.faults.push(`phrase ${key} is missing in ${chainOf(draft).join(', ')}`);
  for (const name of found?.unfilled ?? []) draft.faults.push(`phrase ${key} asks for {{${name}}}, which is unknown here`);
  return found ?? { text: '', language: languageOf(draft), unfilled: [] };
}

export function phrase(draft: Draft, key: string, values: Values = {}): string {
  return word(draft, key, values).text;
}

export interface Manner {
  readonly choices?: readonly Choice[];
  readonly data?: SportelloData;
  readonly values?: Values;
}

/** Says a phrase. */
export function say(draft: Draft, key: string, manner: Manner = {}): void {
  const { text, language } = word(draft, key, manner.values);
  speak(draft, text, language, manner);
}

/** Says a text that is written already, in the language it is in. */
export function speak(draft: Draft, text: string, language: string, manner: Manner = {}): void {
  if (text === '') return;
  const { direction } = languageRow(draft, language);
  const data: SportelloData = { speaker: { kind: 'bot' }, language, direction, ...draft.pending, ...manner.data };
  draft.pending = {};
  draft.spoken.push({ text, language, choices: manner.choices ?? [], data });
}
