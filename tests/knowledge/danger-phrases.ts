import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

export const families = ['violence', 'exploitation', 'threats', 'expulsion', 'accident', 'food-poisoning', 'self-harm'];
export const languages = ['it', 'es', 'fr', 'en', 'de', 'ar', 'zh', 'bn', 'ur', 'uk', 'sl', 'hr', 'sq', 'hu'];

/** Phrases that nobody read who writes triggers: they are counted, never shown. */
export function heldBackPhrases(family: string, language: string): readonly string[] {
  return parse(readFileSync(join(import.meta.dirname, 'safeguards-second', family, `${language}.yaml`), 'utf8')) as string[];
}

/** Everyday questions that speak of no danger. */
export async function harmlessPhrases(): Promise<readonly string[]> {
  return parse(await readFile(join(import.meta.dirname, 'safeguards-own', 'harmless.yaml'), 'utf8')) as string[];
}

/** Families and messages of a few words, as typed in haste, by language. */
export async function shortMessages(): Promise<Readonly<Record<string, readonly (readonly [string, string])[]>>> {
  return parse(await readFile(join(import.meta.dirname, 'safeguards-own', 'short-messages.yaml'), 'utf8'));
}
