import { contactFields } from '../../domain/contact.ts';
import type { Assets, Fault } from '../../domain/assets.ts';
import type { Dialog, Step } from '../../domain/dialog.ts';
import { dialogTriggers } from '../../domain/dialog.ts';
import { factNames } from '../facts.ts';
import { findLoops } from './find-loops.ts';
import { followers, namedDialogs, namedSteps } from './step-links.ts';

/** A fault at a place of a dialog's file. */
export function faultAt(dialog: Dialog, line: number, message: string, level: Fault['level'] = 'error'): Fault {
  return { level, file: `dialogs/${dialog.file}`, line, message };
}

/** Where dialogs and steps lead: unknown ids, steps nobody reaches, choices without effect, loops that never ask. */
export function inspectLinks(assets: Assets): readonly Fault[] {
  const dialogs = [...assets.dialogs.values()];
  return [...missingTriggers(dialogs), ...twins(dialogs), ...dialogs.flatMap((dialog) => inspectDialog(dialog, assets))];
}

function inspectDialog(dialog: Dialog, assets: Assets): readonly Fault[] {
  return [
    ...dialog.steps.flatMap((step) => [
      ...unknownSteps(dialog, step),
      ...unknownDialogs(dialog, step, assets),
      ...unknownSlots(dialog, step),
      ...deadEnds(dialog, step),
    ]),
    ...unreached(dialog),
    ...movedFaults(dialog),
    ...unstarted(dialog, assets),
    ...findLoops(dialog, assets.dialogs).map((step) =>
      faultAt(dialog, step.line, `step '${step.id}' comes back to itself without asking anything: the turn would never end`),
    ),
  ];
}

function unknownSteps(dialog: Dialog, step: Step): readonly Fault[] {
  const ids = dialog.steps.map(({ id }) => id);
  const unknown = namedSteps(step).filter(({ to }) => !ids.includes(to));
  return unknown.map(({ from, to }) =>
    faultAt(dialog, step.line, `step '${step.id}': ${from} leads to '${to}', which is no step here; expected ${ids.join(', ')}`),
  );
}

function unknownDialogs(dialog: Dialog, step: Step, { dialogs }: Assets): readonly Fault[] {
  const unknown = namedDialogs(step).filter(({ to }) => !dialogs.has(to));
  return unknown.map(({ from, to }) =>
    faultAt(dialog, step.line, `step '${step.id}': ${from} starts '${to}', which is no dialog`),
  );
}

function unknownSlots(dialog: Dialog, step: Step): readonly Fault[] {
  const slots = slotsOf(step).filter(({ name, facts }) => !isKnown(name, facts));
  return slots.map(({ name, facts }) => {
    const expected = `contact.<${contactFields.join('|')}> or vars.<name>${facts ? `, or ${factNames.join(', ')}` : ''}`;
    return faultAt(dialog, step.line, `step '${step.id}': '${name}' is unknown; expected ${expected}`);
  });
}

function slotsOf(step: Step): readonly { readonly name: string; readonly facts: boolean }[] {
  if (step.type === 'set') return Object.keys(step.values).map((name) => ({ name, facts: false }));
  if (step.type === 'branch') return step.cases.flatMap(({ when }) => Object.keys(when).map((name) => ({ name, facts: true })));
  return 'save' in step && step.save !== undefined ? [{ name: step.save, facts: false }] : [];
}

function isKnown(name: string, facts: boolean): boolean {
  if (/^vars\.[\w-]+$/u.test(name)) return true;
  return contactFields.some((field) => name === `contact.${field}`) || (facts && factNames.includes(name));
}

/** An option that neither leads anywhere nor is kept: choosing it changes nothing. */
function deadEnds(dialog: Dialog, step: Step): readonly Fault[] {
  if (step.type !== 'choose' || step.save !== undefined) return [];
  if (typeof step.options === 'string')
    return [faultAt(dialog, step.line, `step '${step.id}' offers ${step.options} but keeps none of them: add 'save'`)];
  const idle = step.options.filter(({ to }) => to === undefined);
  return idle.map(({ id }) =>
    faultAt(dialog, step.line, `step '${step.id}': option '${id}' changes nothing; give it 'to', or the step 'save'`),
  );
}

function unreached(dialog: Dialog): readonly Fault[] {
  const seen = new Set<string>();
  const open = [dialog.steps[0]?.id, ...Object.values(dialog.moved)];
  while (open.length > 0) {
    const id = open.pop();
    const step = dialog.steps.find((one) => one.id === id);
    if (step === undefined || seen.has(step.id)) continue;
    seen.add(step.id);
    open.push(...followers(dialog, step));
  }
  return dialog.steps
    .filter(({ id }) => !seen.has(id))
    .map(({ id, line }) => faultAt(dialog, line, `step '${id}' is never reached`));
}

function movedFaults(dialog: Dialog): readonly Fault[] {
  const ids = new Set(dialog.steps.map(({ id }) => id));
  return Object.entries(dialog.moved).flatMap(([old, to]) => {
    if (!ids.has(to)) return [faultAt(dialog, 1, `moved: '${old}' leads to '${to}', which is no step here`)];
    return ids.has(old) ? [faultAt(dialog, 1, `moved: '${old}' is still a step here, so nobody is moved`, 'warning')] : [];
  });
}

/** Dialogs of which the engine starts one for each happening. */
function missingTriggers(dialogs: readonly Dialog[]): readonly Fault[] {
  const missing = dialogTriggers.filter((trigger) => !dialogs.some(({ on }) => on === trigger));
  return missing.map((trigger) => ({
    level: 'error',
    file: 'dialogs',
    line: 1,
    message: `no dialog answers to '${trigger}'; expected one with 'on: ${trigger}'`,
  }));
}

function twins(dialogs: readonly Dialog[]): readonly Fault[] {
  const first = new Map<string, Dialog>();
  return dialogs.flatMap((dialog) => {
    const keys = [dialog.on === undefined ? null : `on: ${dialog.on}`, dialog.word === undefined ? null : `word: ${dialog.word}`];
    return keys.flatMap((key) => {
      if (key === null) return [];
      const other = first.get(key);
      first.set(key, other ?? dialog);
      return other === undefined ? [] : [faultAt(dialog, 1, `'${key}' is also in ${other.file}; only one of them would start`)];
    });
  });
}

/** Dialogs that the engine itself offers a button for. */
const startedByEngine: ReadonlySet<string> = new Set(['send-file']);

function unstarted(dialog: Dialog, { dialogs }: Assets): readonly Fault[] {
  if (startedByEngine.has(dialog.id) || dialog.on !== undefined || dialog.word !== undefined) return [];
  const isNamed = [...dialogs.values()].some(({ steps }) =>
    steps.some((step) => namedDialogs(step).some(({ to }) => to === dialog.id)),
  );
  return isNamed
    ? []
    : [faultAt(dialog, 1, `nothing starts dialog '${dialog.id}': no word, no happening, no button, no call`, 'warning')];
}
