import type { Assets, Fault } from '../../domain/assets.ts';
import type { Dialog, OptionSource, Step } from '../../domain/dialog.ts';
import type { Json } from '../../domain/json.ts';
import { faultAt } from './inspect-links.ts';

/** How a dialog may write a variable: keep a choice from this list, or empty it. */
type Use = { readonly chosenFrom: OptionSource } | 'empty';

/** Variables that the engine keeps for itself, and the uses that dialogs may make of them. */
const engineVars: Readonly<Record<string, readonly Use[]>> = {
  client: [],
  welcomed: [],
  locale: [],
  located: ['empty'],
  mentor: [],
  suspended: [],
  'left-files': [],
  'told-queue': [],
  'told-language': [],
  'more-from': [],
  'asked-city': ['empty'],
  suggestions: [],
  entry: [{ chosenFrom: 'suggestions' }],
  question: [],
  safeguard: [],
  risk: [],
  'mentor-topic': [{ chosenFrom: 'mentor-topics' }, 'empty'],
};

/** Dialogs that write what the engine keeps for itself: it would then act on values that are none of its own. */
export function inspectVars({ dialogs }: Assets): readonly Fault[] {
  return [...dialogs.values()].flatMap((dialog) => dialog.steps.flatMap((step) => inspectStep(dialog, step)));
}

function inspectStep(dialog: Dialog, step: Step): readonly Fault[] {
  const wrong = writesOf(step).filter(({ name, isFit }) => engineVars[name]?.some(isFit) === false);
  return wrong.map(({ name }) => {
    const said = `step '${step.id}' writes 'vars.${name}', which the engine keeps for itself`;
    return faultAt(dialog, step.line, `${said}; ${expected(engineVars[name] ?? [])}`);
  });
}

interface Write {
  readonly name: string;
  readonly isFit: (use: Use) => boolean;
}

function writesOf(step: Step): readonly Write[] {
  if (step.type === 'set') return Object.entries(step.values).flatMap(([slot, value]) => written(slot, isEmptied(value)));
  if (!('save' in step) || step.save === undefined) return [];
  const source = step.type === 'choose' ? step.options : null;
  return written(step.save, (use) => use !== 'empty' && use.chosenFrom === source);
}

function written(slot: string, isFit: Write['isFit']): readonly Write[] {
  return slot.startsWith('vars.') ? [{ name: slot.slice('vars.'.length), isFit }] : [];
}

function isEmptied(value: Json): Write['isFit'] {
  return (use) => use === 'empty' && value === null;
}

function expected(uses: readonly Use[]): string {
  const allowed = uses.map((use) => (use === 'empty' ? 'set it to null' : `save a choice from ${use.chosenFrom}`));
  return allowed.length === 0 ? 'take another name' : `a dialog may only ${allowed.join(' or ')}`;
}
