import type { Assets } from '../domain/assets.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Language } from '../domain/language.ts';
import { jsonLines } from './json-lines.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { readText } from './read-folder.ts';

/** One file each per language: what the assistant, the desk and the chat page say. */
export const namespaces = ['bot', 'desk', 'chat'] as const;

/** `<locales>/<lang>/{bot,desk,chat}.json` of every listed language. */
export async function loadPhrases(locales: string, languages: readonly Language[], reading: Reading): Promise<Assets['phrases']> {
  const files = languages.flatMap(({ code }) => namespaces.map((namespace) => ({ code, namespace })));
  const loaded = await Promise.all(files.map(({ code, namespace }) => loadFile(locales, code, namespace, reading)));
  const phrases: Record<string, Record<string, JsonObject>> = {};
  files.forEach(({ code, namespace }, index) => {
    phrases[code] = { ...phrases[code], [namespace]: loaded[index] ?? {} };
  });
  return phrases;
}

async function loadFile(locales: string, code: string, namespace: string, reading: Reading): Promise<JsonObject> {
  const file = `${reading.places.names.locales}/${code}/${namespace}.json`;
  const faults = faultsOf(reading, file);
  const source = await readText(locales, code, `${namespace}.json`);
  if (source === null) {
    faults.error(1, `the file is missing, though languages.yaml lists '${code}'`);
    return {};
  }
  reading.places.note(file, () => jsonLines(source));
  try {
    const value: unknown = JSON.parse(source);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    faults.error(1, 'expected an object: { "key": "text" }');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    faults.error(lineIn(message, source), `not valid JSON: ${message}`);
  }
  return {};
}

/** V8 names the line for most faults; for a file that ends too early it is the last one. */
function lineIn(message: string, source: string): number {
  const line = /line (\d+)/.exec(message)?.[1];
  return line === undefined ? source.trimEnd().split('\n').length : Number(line);
}
