import type { Dialog, Step } from '../../domain/dialog.ts';

/** Somewhere a step may lead to, and the words for it in a message. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** Steps of the same dialog that a step names. */
export function namedSteps(step: Step): readonly Link[] {
  const next = step.next === undefined ? [] : [{ from: 'next', to: step.next }];
  return [...next, ...ownTargets(step)];
}

function ownTargets(step: Step): readonly Link[] {
  if (step.type === 'choose' && typeof step.options !== 'string')
    return step.options.flatMap(({ id, to }) => (to === undefined ? [] : [{ from: `option ${id}`, to }]));
  if (step.type === 'branch') {
    const otherwise = step.otherwise === undefined ? [] : [{ from: 'otherwise', to: step.otherwise }];
    return [...step.cases.map(({ to }) => ({ from: 'case', to })), ...otherwise];
  }
  if (step.type === 'answer') return Object.entries(step.to ?? {}).map(([turn, to]) => ({ from: turn, to }));
  return [];
}

/** Dialogs that a step calls or offers. */
export function namedDialogs(step: Step): readonly Link[] {
  if (step.type === 'call') return [{ from: 'dialog', to: step.dialog }];
  if (step.type !== 'say' && step.type !== 'answer') return [];
  return (step.buttons ?? []).map(({ id, dialog }) => ({ from: `button ${id}`, to: dialog ?? id }));
}

/** Ids of the steps that may come after a step, the following one among them where nothing else is sure to be taken. */
export function followers(dialog: Dialog, step: Step): readonly string[] {
  const named = namedSteps(step).map(({ to }) => to);
  if (step.type === 'end') return [];
  const after = dialog.steps[dialog.steps.indexOf(step) + 1]?.id;
  return goesOn(step) && after !== undefined ? [...named, after] : named;
}

/** Whether the step may fall through to the one written after it. */
function goesOn(step: Step): boolean {
  if (step.next !== undefined) return false;
  if (step.type === 'branch') return step.otherwise === undefined;
  if (step.type === 'choose' && typeof step.options !== 'string') return step.options.some(({ to }) => to === undefined);
  return true;
}
