import type { Dialog, Step } from '../../domain/dialog.ts';
import { stepHandlers } from '../steps/registry.ts';
import { followers } from './step-links.ts';

/** Steps that can come back to themselves without anything that waits for the person in between; one step per loop. */
export function findLoops(dialog: Dialog, dialogs: ReadonlyMap<string, Dialog>): readonly Step[] {
  const asking = new Set(dialog.steps.filter((step) => asks(step, dialogs)).map(({ id }) => id));
  const byId = new Map(dialog.steps.map((step) => [step.id, step]));
  const done = new Set<string>();
  const loops: Step[] = [];
  const visit = (step: Step, path: readonly string[]): void => {
    if (asking.has(step.id) || done.has(step.id)) return;
    for (const id of followers(dialog, step)) {
      const after = byId.get(id);
      if (after === undefined) continue;
      if (id === step.id || path.includes(id)) loops.push(after);
      else visit(after, [...path, step.id]);
    }
    done.add(step.id);
  };
  for (const step of dialog.steps) visit(step, []);
  return [...new Set(loops)].filter(({ id }) => !asking.has(id));
}

/** Waits itself, or calls a dialog in which something waits. */
function asks(step: Step, dialogs: ReadonlyMap<string, Dialog>): boolean {
  if (step.type === 'call')
    return (dialogs.get(step.dialog)?.steps ?? []).some((inner) => stepHandlers[inner.type].reply !== undefined);
  return stepHandlers[step.type].reply !== undefined;
}
