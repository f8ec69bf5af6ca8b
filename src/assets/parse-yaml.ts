import type { FaultList } from './fault-list.ts';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { YAMLMap } from 'yaml';

/** A parsed text with what is needed to say where something stands in it. */
export interface YamlText {
  /** Null: empty. */
  readonly root: unknown;
  readonly faults: FaultList;
  /** 1-based line of a node in the file. */
  lineOf(node: unknown): number;
}

/** A mapping of a YAML file, with the means to report faults at its fields' lines. */
export interface Mapping {
  readonly node: YAMLMap;
  readonly text: YamlText;
}

/** Parses; syntax errors are reported and give null. `firstLine`: the file's line on which the text begins. */
export function parseYaml(source: string, faults: FaultList, firstLine = 1): YamlText | null {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line) + firstLine - 1;
  for (const error of document.errors) faults.error(lineAt(error.pos[0]), `not valid YAML: ${error.message}`);
  if (document.errors.length > 0) return null;
  return { root: document.contents, faults, lineOf: (node) => lineAt(startOf(node)) };
}

/** The text's top as a mapping; anything else is reported and gives null. */
export function rootMapping(text: YamlText): Mapping | null {
  return toMapping(text.root, text, 'the file');
}

/** Top of the file as a list of mappings. Items that are none are reported and left out. */
export function rootMappings(text: YamlText): readonly Mapping[] {
  if (text.root === null) return [];
  if (!isSeq(text.root)) {
    text.faults.error(text.lineOf(text.root), `expected a list (lines that begin with '- '), found ${kindOf(text.root)}`);
    return [];
  }
  return text.root.items.map((item) => toMapping(item, text, 'the item')).filter((mapping) => mapping !== null);
}

export function toMapping(node: unknown, text: YamlText, what: string): Mapping | null {
  if (isMap(node)) return { node, text };
  text.faults.error(text.lineOf(node), `${what}: expected fields (name: value), found ${kindOf(node)}`);
  return null;
}

/** What a person would call it. */
export function kindOf(node: unknown): string {
  if (isMap(node)) return 'fields (put quotes around a text that contains a colon)';
  if (isSeq(node)) return 'a list';
  if (isScalar(node) && node.value !== null) return `'${node.source ?? JSON.stringify(node.value)}'`;
  return 'nothing';
}

function startOf(node: unknown): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return 0;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}
