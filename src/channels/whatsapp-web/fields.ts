/** Readers of values that came from another process or from WhatsApp's page: nothing about them is certain. */
export type Fields = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null unless it is text. */
export function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' ? value : null;
}

/** Null unless it is a finite number. */
export function numberIn(fields: Fields, name: string): number | null {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Halves of characters and NULs are no text: PostgreSQL refuses the second, UTF-8 the first. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim();
}

/** What went wrong, whatever was thrown: without numbers that may be a person's. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : typeof error === 'string' ? error : JSON.stringify(error);
  return (
    (text ?? 'unknown')
      .split('\n', 1)[0]
      ?.replaceAll(/\d{5,}/g, '…')
      .slice(0, 200) ?? 'unknown'
  );
}
