import { separateWhich } from '../domain/dialog.ts';
import type { Step, StepType } from '../domain/dialog.ts';
import { loadOptions, loadWrittenOptions } from './load-options.ts';
import type { Mapping } from './parse-yaml.ts';
import { readAnswerTargets, readCases, readSlot } from './step-fields.ts';
import * as fields from './yaml-fields.ts';

/** What a step of one type has beside `id`, `type` and `next`. */
interface StepKind<S extends Step> {
  readonly fields: readonly string[];
  read(mapping: Mapping): Omit<S, 'id' | 'line' | 'type' | 'next'>;
}
type StepKinds = { readonly [T in StepType]: StepKind<Extract<Step, { readonly type: T }>> };

const nothing = { fields: [], read: () => ({}) } as const;

const phraseAlone = {
  fields: ['phrase'],
  read: (step: Mapping) => ({ phrase: fields.requiredText(step, 'phrase') }),
} as const;

const kinds: StepKinds = {
  say: {
    fields: ['phrase', 'buttons'],
    read: (step) => ({ phrase: fields.requiredText(step, 'phrase'), ...given('buttons', loadWrittenOptions(step, 'buttons')) }),
  },
  ask: {
    fields: ['phrase', 'save', 'expect', 'retry'],
    read: (step) => ({
      phrase: fields.requiredText(step, 'phrase'),
      save: readSlot(step, 'save') ?? 'vars.reply',
      expect: fields.oneOf(step, 'expect', ['text', 'hour', 'city']),
      ...given('retry', fields.optionalText(step, 'retry')),
    }),
  },
  choose: {
    fields: ['phrase', 'options', 'save', 'retry'],
    read: (step) => ({
      phrase: fields.requiredText(step, 'phrase'),
      options: loadOptions(step, 'options'),
      ...(fields.isAbsent(step, 'save') ? {} : given('save', readSlot(step, 'save'))),
      ...given('retry', fields.optionalText(step, 'retry')),
    }),
  },
  branch: {
    fields: ['cases', 'otherwise'],
    read: (step) => ({ cases: readCases(step), ...given('otherwise', fields.optionalText(step, 'otherwise')) }),
  },
  set: { fields: ['values'], read: (step) => ({ values: fields.jsonPairs(step, 'values') }) },
  call: { fields: ['dialog'], read: (step) => ({ dialog: fields.requiredText(step, 'dialog') }) },
  answer: {
    fields: ['to', 'more', 'buttons'],
    read: (step) => ({
      ...given('to', readAnswerTargets(step)),
      ...(fields.isAbsent(step, 'more') ? {} : { more: fields.requiredFlag(step, 'more') }),
      ...given('buttons', loadWrittenOptions(step, 'buttons')),
    }),
  },
  feedback: { fields: ['useful'], read: (step) => ({ useful: fields.requiredFlag(step, 'useful') }) },
  subscribe: nothing,
  pause: { fields: ['days'], read: (step) => ({ days: fields.requiredCount(step, 'days') }) },
  unsubscribe: nothing,
  pill: nothing,
  handoff: {
    fields: ['phrase', 'already'],
    read: (step) => ({ phrase: fields.requiredText(step, 'phrase'), already: fields.requiredText(step, 'already') }),
  },
  rate: {
    fields: ['phrase', 'thanks'],
    read: (step) => ({ phrase: fields.requiredText(step, 'phrase'), thanks: fields.requiredText(step, 'thanks') }),
  },
  'my-data': nothing,
  forget: phraseAlone,
  link: phraseAlone,
  join: phraseAlone,
  separate: {
    fields: ['phrase', 'which'],
    read: (step) => ({
      phrase: fields.requiredText(step, 'phrase'),
      which: fields.oneOf(step, 'which', separateWhich),
    }),
  },
  switch: phraseAlone,
  end: nothing,
};

/** Every type of step there is. */
export const stepTypes = Object.keys(kinds) as readonly StepType[];

/** One step. Faults are reported; null where not even the type is known. */
export function loadStep(mapping: Mapping): Step | null {
  const type = fields.requiredText(mapping, 'type');
  const known = stepTypes.find((name) => name === type);
  const id = fields.requiredText(mapping, 'id');
  if (known === undefined) {
    if (type !== '') fields.complain(mapping, 'type', `unknown step type '${type}'; expected ${stepTypes.join(', ')}`);
    return null;
  }
  const kind = kinds[known];
  fields.refuseOthers(mapping, ['id', 'type', 'next', ...kind.fields]);
  const next = given('next', fields.optionalText(mapping, 'next'));
  // The table pairs each type with its own fields, which the union of all types can't express.
  return { id, type: known, line: mapping.text.lineOf(mapping.node), ...next, ...kind.read(mapping) } as Step;
}

/** The field, or nothing where it has no value: absent optional fields stay absent. */
function given<K extends string, V>(name: K, value: V | null): Partial<Record<K, V>> {
  return value === null ? {} : ({ [name]: value } as Record<K, V>);
}
