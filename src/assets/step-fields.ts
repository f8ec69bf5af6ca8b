import { contactFields } from '../domain/contact.ts';
import { answerTurns } from '../domain/dialog.ts';
import type { AnswerStep, BranchStep, Slot } from '../domain/dialog.ts';
import type { Mapping } from './parse-yaml.ts';
import * as fields from './yaml-fields.ts';

/** `contact.country`, `vars.topic`: where a reply is kept. Null after a fault. */
export function readSlot(step: Mapping, name: string): Slot | null {
  const text = fields.requiredText(step, name);
  if (isSlot(text)) return text;
  const places = [...contactFields.map((field) => `contact.${field}`), 'vars.<name>'];
  if (text !== '') fields.complain(step, name, `'${name}' is '${text}'; expected ${places.join(', ')}`);
  return null;
}

/** The cases of a branch. */
export function readCases(step: Mapping): BranchStep['cases'] {
  const cases = fields.mappings(step, 'cases');
  if (cases.length === 0) fields.complain(step, 'cases', "'cases' is missing or empty");
  return cases.map((item) => {
    fields.refuseOthers(item, ['when', 'to']);
    if (fields.isAbsent(item, 'when')) fields.complain(item, 'when', "'when' is missing");
    return { when: fields.jsonPairs(item, 'when'), to: fields.requiredText(item, 'to') };
  });
}

/** Where each outcome of an answer goes on; null where the field is absent. */
export function readAnswerTargets(step: Mapping): NonNullable<AnswerStep['to']> | null {
  const inner = fields.optionalMapping(step, 'to');
  if (inner === null) return null;
  fields.refuseOthers(inner, answerTurns);
  return fields.textPairs(step, 'to');
}

function isSlot(text: string): text is Slot {
  return /^vars\.[\w-]+$/.test(text) || contactFields.some((field) => text === `contact.${field}`);
}
