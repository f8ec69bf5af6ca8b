import type { Assets, Fault } from '../../domain/assets.ts';
import type { Places } from '../places.ts';

/** What every family of rules works on. */
export interface Checking {
  readonly assets: Assets;
  /** ISO date. */
  readonly today: string;
  readonly strict: boolean;
  readonly places: Places;
  readonly faults: Fault[];
}

export function report(checking: Checking, level: Fault['level'], file: string, field: string, message: string): void {
  checking.faults.push({ level, file, line: checking.places.lineOf(file, field), message });
}

export function entryFile(checking: Checking, id: string): string {
  return `${checking.places.names.content}/answers/${id}/entry.yaml`;
}

export function entryTextFile(checking: Checking, id: string, language: string): string {
  return `${checking.places.names.content}/answers/${id}/${language}.md`;
}

export function glossaryFile(checking: Checking, country: string): string {
  return `${checking.places.names.content}/glossary/${country}.yaml`;
}

export function pillTextFile(checking: Checking, id: string, language: string): string {
  return `${checking.places.names.content}/pills/${id}/${language}.md`;
}

export function safeguardTextFile(checking: Checking, family: string, language: string): string {
  return `${checking.places.names.content}/safeguards/${family}/${language}.md`;
}

export function safeguardFile(checking: Checking, family: string): string {
  return `${checking.places.names.content}/safeguards/${family}/card.yaml`;
}

export function safeguardWordsFile(checking: Checking, language: string): string {
  return `${checking.places.names.content}/safeguards/words/${language}.yaml`;
}
