import type { Json, JsonObject } from '../../domain/json.ts';

/** Every phrase under its whole key: `menu.title`. Lists of words are one phrase. */
export function phraseLeaves(tree: JsonObject, prefix = ''): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  for (const [name, value] of Object.entries(tree)) {
    if (value === undefined) continue;
    if (isTree(value)) phraseLeaves(value, `${prefix}${name}.`).forEach((leaf, key) => found.set(key, leaf));
    else found.set(`${prefix}${name}`, value);
  }
  return found;
}

function isTree(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
