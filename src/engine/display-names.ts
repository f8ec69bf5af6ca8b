const known = new Map<string, Intl.DisplayNames>();

/** What a country (`IT`) or language (`it`) is called in the language of the tag; undefined for unknown codes. */
export function displayName(code: string, tag: string, type: 'region' | 'language'): string | undefined {
  const key = `${type} ${tag}`;
  const names = known.get(key) ?? new Intl.DisplayNames(tag, { type, fallback: 'none' });
  known.set(key, names);
  return names.of(code);
}
