import { SportelloError } from '../../domain/errors.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A JSON body that must be an object; nothing at all counts as an empty one. */
export function toFields(body: unknown): Fields {
  if (body === undefined) return {};
  if (!isFields(body)) throw new SportelloError('body-invalid', `The body is ${kindOf(body)}. Send a JSON object.`);
  return body;
}

/** `null` counts as absent: clients send it for what they don't know. */
export function optionalText(fields: Fields, name: string, longest: number): string | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw wrongType(name, value, 'text');
  if (value.length > longest) {
    throw new SportelloError(
      'body-invalid',
      `'${name}' has ${String(value.length)} characters. Send at most ${String(longest)}.`,
    );
  }
  return value;
}

export function optionalObject(fields: Fields, name: string): Fields | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined) return undefined;
  if (!isFields(value)) throw wrongType(name, value, 'an object');
  return value;
}

export function optionalList(fields: Fields, name: string): readonly unknown[] | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrongType(name, value, 'a list');
  return value;
}

export function wrongType(name: string, value: unknown, wanted: string): SportelloError {
  return new SportelloError('body-invalid', `'${name}' is ${kindOf(value)}. Send ${wanted}.`);
}

/** Ids end in keys and columns: no control characters, which PostgreSQL refuses or logs garble. */
export function checkId(name: string, id: string): string {
  if (id === '' || /\p{Cc}/u.test(id) || !id.isWellFormed()) {
    throw new SportelloError('body-invalid', `'${name}' is empty or has characters that an id can't have. Send plain text.`);
  }
  return id;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}
