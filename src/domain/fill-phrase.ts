import type { JsonObject } from './json.ts';

/** The phrase `group.name`, with `{{name}}`s filled in; null where there is none. For texts outside dialogs. */
export function fillPhrase(
  phrases: JsonObject | undefined,
  key: string,
  params: Readonly<Record<string, string>> = {},
): string | null {
  const [group = '', name = ''] = key.split('.');
  const found = phrases?.[group];
  const text = typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as JsonObject)[name] : undefined;
  return typeof text === 'string' ? text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, param: string) => params[param] ?? '') : null;
}
