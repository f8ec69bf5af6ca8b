import { SportelloError } from '../../domain/errors.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Longest text of a mentor's message or note, in UTF-16 units: as long as what a web visitor may send. */
export const longestText = 4_096;

/** The body as an object; `body-invalid` for anything else. */
export function toFields(body: unknown): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new SportelloError('body-invalid', 'The body must be a JSON object.');
  }
  return body as Fields;
}

/** A text of 1 to `longest` characters; `body-invalid` names the field. */
export function textField(fields: Fields, name: string, longest: number): string {
  const value = fields[name];
  if (typeof value !== 'string') throw invalid(name, `must be a text of at most ${String(longest)} characters`);
  if (value.trim() === '') throw invalid(name, 'is empty; write something');
  if (value.length > longest) throw invalid(name, `has ${String(value.length)} characters; send at most ${String(longest)}`);
  // PostgreSQL can't store a zero character, and half a surrogate pair is no letter anywhere.
  if (value.includes('\0') || !value.isWellFormed()) throw invalid(name, 'holds characters that are no text');
  return value;
}

/** What a mentor writes. `text-too-long` (413) above 4,096 characters. */
export function speechField(fields: Fields): string {
  const value = fields['text'];
  if (typeof value === 'string' && value.length > longestText) {
    const found = `The text has ${String(value.length)} characters. `;
    throw new SportelloError('text-too-long', `${found}Send at most ${String(longestText)}, or split it.`);
  }
  return textField(fields, 'text', longestText);
}

/** The version of the handoff that the mentor saw. */
export function versionField(fields: Fields): number {
  const value = fields['version'];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw invalid('version', 'must be a whole number');
  return value;
}

/** One of a few words; `fallback` where the field is absent. */
export function wordField<Word extends string>(fields: Fields, name: string, words: readonly Word[], fallback: Word): Word {
  const value = fields[name] ?? fallback;
  const word = words.find((known) => known === value);
  if (word === undefined) throw invalid(name, `must be one of ${words.join(', ')}`);
  return word;
}

/** Language codes such as `it`; an absent field is an empty list. */
export function languagesField(fields: Fields, name: string): readonly string[] {
  const value = fields[name] ?? [];
  const isList = Array.isArray(value) && value.length <= 30;
  if (!isList || !value.every((code) => typeof code === 'string' && /^[a-z]{2,3}$/.test(code))) {
    throw invalid(name, 'must be a list of at most 30 language codes such as "it"');
  }
  return value as readonly string[];
}

function invalid(name: string, what: string): SportelloError {
  return new SportelloError('body-invalid', `The field "${name}" ${what}.`);
}
