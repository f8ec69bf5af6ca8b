import type { Json } from '../domain/json.ts';
import { kindOf, toMapping } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { isMap, isScalar, isSeq } from 'yaml';

// Each reader reports what is wrong at the field's line and then returns something harmless of the right type: callers
// look at the number of errors once, at the end, and leave the whole thing out.

/** Line of a field, or of the mapping where the field is missing. */
export function lineOfField(mapping: Mapping, name: string): number {
  const value: unknown = pairOf(mapping, name)?.key ?? mapping.node;
  return mapping.text.lineOf(value);
}

export function complain(mapping: Mapping, name: string, message: string): void {
  mapping.text.faults.error(lineOfField(mapping, name), message);
}

/** Reports fields that nobody reads: most often a misspelt name. */
export function refuseOthers(mapping: Mapping, known: readonly string[]): void {
  for (const { key } of mapping.node.items) {
    const name = textOf(key);
    if (name !== null && known.includes(name)) continue;
    mapping.text.faults.error(mapping.text.lineOf(key), `unknown field '${name ?? '?'}'; expected ${known.join(', ')}`);
  }
}

export function requiredText(mapping: Mapping, name: string): string {
  const text = optionalText(mapping, name);
  if (text !== null) return text;
  if (isAbsent(mapping, name)) complain(mapping, name, `'${name}' is missing`);
  return '';
}

/** Null where the field is absent or empty. */
export function optionalText(mapping: Mapping, name: string): string | null {
  if (isAbsent(mapping, name)) return null;
  const value = valueOf(mapping, name);
  const text = textOf(value)?.trim() ?? null;
  if (text === null) complain(mapping, name, `'${name}': expected text, found ${kindOf(value)}`);
  return text === '' ? null : text;
}

/** A list of texts; empty where the field is absent. */
export function texts(mapping: Mapping, name: string): readonly string[] {
  return listItems(mapping, name).flatMap((item) => {
    const text = textOf(item)?.trim();
    if (text !== undefined && text !== '') return [text];
    mapping.text.faults.error(mapping.text.lineOf(item), `'${name}': expected text, found ${kindOf(item)}`);
    return [];
  });
}

/** Words or phrases between commas, of any script's kind; empty where the field is absent. */
export function wordList(mapping: Mapping, name: string): readonly string[] {
  return (optionalText(mapping, name) ?? '')
    .split(/[,،、，]/)
    .map((wording) => wording.trim())
    .filter((wording) => wording !== '');
}

/** Lines of a list's items. */
export function itemLines(mapping: Mapping, name: string): readonly number[] {
  const value = valueOf(mapping, name);
  return isSeq(value) ? value.items.map((item) => mapping.text.lineOf(item)) : [];
}

/** Lines of a mapping's fields, and of their items where they are lists (`rules.0`). */
export function fieldLines(mapping: Mapping): ReadonlyMap<string, number> {
  const lines = namesOf(mapping).flatMap((name): [string, number][] => [
    [name, lineOfField(mapping, name)],
    ...itemLines(mapping, name).map((line, index): [string, number] => [`${name}.${String(index)}`, line]),
  ]);
  return new Map(lines);
}

export function oneOf<T extends string>(mapping: Mapping, name: string, allowed: readonly [T, ...T[]]): T {
  const text = requiredText(mapping, name);
  const found = allowed.find((option) => option === text);
  if (found === undefined && text !== '') {
    complain(mapping, name, `'${name}' is '${text}'; expected ${allowed.join(', ')}`);
  }
  return found ?? allowed[0];
}

export function severalOf<T extends string>(mapping: Mapping, name: string, allowed: readonly T[]): readonly T[] {
  const given = texts(mapping, name);
  for (const text of given) {
    if (allowed.some((option) => option === text)) continue;
    complain(mapping, name, `'${name}' has '${text}'; expected ${allowed.join(', ')}`);
  }
  return allowed.filter((option) => given.includes(option));
}

/** An ISO date, or null where the field is absent or empty. */
export function optionalDate(mapping: Mapping, name: string): string | null {
  const text = optionalText(mapping, name);
  if (text === null || isDate(text)) return text;
  complain(mapping, name, `'${name}' is '${text}'; expected a date as 2026-01-31`);
  return null;
}

export function requiredDate(mapping: Mapping, name: string): string {
  if (isAbsent(mapping, name)) complain(mapping, name, `'${name}' is missing`);
  return optionalDate(mapping, name) ?? '';
}

export function requiredFlag(mapping: Mapping, name: string): boolean {
  const text = requiredText(mapping, name);
  if (text !== 'true' && text !== 'false' && text !== '') {
    complain(mapping, name, `'${name}' is '${text}'; expected true or false`);
  }
  return text === 'true';
}

/** A whole number above zero. */
export function requiredCount(mapping: Mapping, name: string): number {
  const text = requiredText(mapping, name);
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  if (text !== '') complain(mapping, name, `'${name}' is '${text}'; expected a whole number above 0`);
  return 1;
}

/** A list of mappings; empty where the field is absent. */
export function mappings(mapping: Mapping, name: string): readonly Mapping[] {
  return listItems(mapping, name)
    .map((item) => toMapping(item, mapping.text, `'${name}'`))
    .filter((item) => item !== null);
}

/** A field that holds further fields; null where it is absent. */
export function optionalMapping(mapping: Mapping, name: string): Mapping | null {
  return isAbsent(mapping, name) ? null : toMapping(valueOf(mapping, name), mapping.text, `'${name}'`);
}

/** Names and texts of a field that holds such pairs; empty where it is absent. */
export function textPairs(mapping: Mapping, name: string): Readonly<Record<string, string>> {
  const inner = optionalMapping(mapping, name);
  if (inner === null) return {};
  const names = namesOf(inner);
  return Object.fromEntries(names.map((key) => [key, requiredText(inner, key)]));
}

/** Names and any values of a field; empty where it is absent. */
export function jsonPairs(mapping: Mapping, name: string): Readonly<Record<string, Json>> {
  const inner = optionalMapping(mapping, name);
  return inner === null ? {} : (inner.node.toJSON() as Record<string, Json>);
}

export function namesOf(mapping: Mapping): readonly string[] {
  return mapping.node.items.flatMap((pair) => textOf(pair.key) ?? []);
}

export function isAbsent(mapping: Mapping, name: string): boolean {
  const value = valueOf(mapping, name);
  return value === undefined || value === null || (isScalar(value) && value.value === null);
}

export function valueOf(mapping: Mapping, name: string): unknown {
  return pairOf(mapping, name)?.value;
}

/** A scalar as it was typed: `112`, `2024` and `no` are texts here, whatever YAML makes of them. */
export function textOf(node: unknown): string | null {
  if (!isScalar(node) || node.value === null) return null;
  return typeof node.value === 'string' ? node.value : (node.source ?? JSON.stringify(node.value));
}

function pairOf(mapping: Mapping, name: string): { readonly key: unknown; readonly value: unknown } | undefined {
  return mapping.node.items.find((pair) => textOf(pair.key) === name);
}

function listItems(mapping: Mapping, name: string): readonly unknown[] {
  if (isAbsent(mapping, name)) return [];
  const value = valueOf(mapping, name);
  if (isSeq(value)) return value.items;
  const found = isMap(value) ? 'fields' : kindOf(value);
  complain(mapping, name, `'${name}': expected a list (lines that begin with '- ', or [a, b]), found ${found}`);
  return [];
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
