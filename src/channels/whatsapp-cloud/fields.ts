/** Something of a webhook: whatever was sent, read with care. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function fieldsIn(fields: Fields, name: string): Fields {
  return fieldsOf(fields[name]);
}

/** A list's objects; empty where there is no list. */
export function listIn(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** A text without halves of characters and NULs, which no database takes; null where it is none or empty. */
export function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (typeof value !== 'string') return null;
  const clean = value.toWellFormed().replaceAll('\0', '').trim();
  return clean === '' ? null : clean;
}

/** A number, also one that was sent as text. */
export function numberIn(fields: Fields, name: string): number | null {
  const value = fields[name];
  const number = typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : NaN;
  return Number.isFinite(number) ? number : null;
}
