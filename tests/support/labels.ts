import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './source-files.ts';

/** A phrase of the product by its file and keys: `bot.option.human`. Up to its first gap, where it has some. */
export type Labels = (path: string) => string;

/** What buttons and messages are called in a language, so that a test can be read in one and hold in all. */
export function labelsOf(language: string): Labels {
  return (path) => {
    const [file = '', ...keys] = path.split('.');
    const source: unknown = JSON.parse(readFileSync(join(projectRoot, 'locales', language, `${file}.json`), 'utf8'));
    const found = keys.reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>> | undefined)?.[key], source);
    const text: unknown = Array.isArray(found) ? found[0] : found;
    if (typeof text !== 'string') throw new Error(`There is no phrase ${path} in ${language}.`);
    return (text.split('{{')[0] ?? '').trim();
  };
}
