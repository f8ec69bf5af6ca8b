import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answerTurns, dialogTriggers, optionSources } from '../../src/domain/dialog.ts';
import { stepHandlers } from '../../src/engine/steps/registry.ts';

interface Schema {
  readonly properties: { readonly on: { readonly enum: readonly string[] } };
  readonly $defs: Readonly<
    Record<string, { readonly properties: Readonly<Record<string, { readonly [key: string]: unknown }>> }>
  >;
}
const schema = JSON.parse(readFileSync(new URL('../../dialogs/schema.json', import.meta.url), 'utf8')) as Schema;

test("the editors' schema knows every step type, happening, list and outcome", () => {
  const { option, slot, ...types } = schema.$defs;
  expect(option).toBeDefined();
  expect(slot).toBeDefined();
  expect(Object.keys(types).toSorted()).toEqual(Object.keys(stepHandlers).toSorted());
  expect(schema.properties.on.enum).toEqual(dialogTriggers);
  expect(schema.$defs['choose']?.properties['options']).toMatchObject({ oneOf: [{}, { enum: optionSources }] });
  expect(Object.keys(schema.$defs['answer']?.properties['to']?.['properties'] ?? {})).toEqual(answerTurns);
});
