import type { Frame } from '../domain/conversation.ts';
import type { Dialog, DialogTrigger, Step, StepType } from '../domain/dialog.ts';
import type { Draft } from './draft.ts';
import { setVars } from './draft.ts';
import { suspendedDepth } from './leave-to-mentor.ts';
import { stepHandlers } from './steps/registry.ts';
import type { Move, Reply, StepOf } from './steps/step-handler.ts';
import { say } from './wording.ts';

export function top(draft: Draft): Frame | null {
  return draft.state.stack.at(-1) ?? null;
}

export function dialogOn(draft: Draft, trigger: DialogTrigger): Dialog | null {
  return [...draft.assets.dialogs.values()].find(({ on }) => on === trigger) ?? null;
}

/** The step that waits for the person's reply; null when none does. */
export function waitingStep(draft: Draft): Step | null {
  const frame = top(draft);
  return frame?.waiting === true ? stepAt(draft, frame) : null;
}

/**
 * Puts a dialog on top and runs it. One that runs already is started anew, so that no dialog is ever in the stack twice;
 * what waits below is asked again when it ends.
 */
export function startDialog(draft: Draft, id: string): void {
  const { stack } = draft.state;
  const already = stack.findIndex(({ dialog }) => dialog === id);
  if (already !== -1) {
    setStack(draft, stack.slice(0, already));
    // Begun anew while a mentor is awaited, it no longer belongs to what waits until the mentor is done.
    if (already < suspendedDepth(draft)) setVars(draft, { suspended: already });
  }
  if (push(draft, id)) runOn(draft);
}

/** Hands the reply to the waiting step. False: it knows no such reply. */
export function replyTo(draft: Draft, reply: Reply): boolean {
  const step = waitingStep(draft);
  if (step === null) return false;
  const move = readReply(step, reply, draft);
  if (move.type === 'unmatched') return false;
  changeTop(draft, { waiting: false, retries: 0 });
  follow(draft, step, move);
  runOn(draft);
  return true;
}

/** Asks the waiting step's question again. */
export function repeatPrompt(draft: Draft, retryKey?: string): void {
  const step = waitingStep(draft);
  if (step !== null) prompt(step, draft, retryKey);
}

export function countRetry(draft: Draft): number {
  const retries = (top(draft)?.retries ?? 0) + 1;
  changeTop(draft, { retries });
  return retries;
}

export function setStack(draft: Draft, stack: readonly Frame[]): void {
  draft.state = { ...draft.state, stack };
}

/** An author's mistake: logged, the dialogs are left, and the fallback speaks. */
export function fail(draft: Draft, message: string): void {
  draft.faults.push(message);
  setStack(draft, []);
  const dialog = dialogOn(draft, 'fault');
  if (draft.hasFailed || dialog === null) {
    say(draft, 'error.ours');
    return;
  }
  draft.hasFailed = true;
  draft.stepsLeft = 10;
  startDialog(draft, dialog.id);
}

function runOn(draft: Draft): void {
  for (let frame = top(draft); frame !== null && !frame.waiting; frame = top(draft)) {
    if (draft.stepsLeft === 0) {
      fail(draft, `dialog ${frame.dialog} loops: more steps than a turn may have, at step ${frame.step}`);
      return;
    }
    draft.stepsLeft--;
    const step = stepAt(draft, frame);
    if (step === null) {
      fail(draft, `dialog ${frame.dialog} has no step ${frame.step}`);
      return;
    }
    follow(draft, step, enter(step, draft));
  }
}

function follow(draft: Draft, step: Step, move: Move): void {
  if (move.type === 'wait') changeTop(draft, { waiting: true, retries: 0 });
  else if (move.type === 'go') changeTop(draft, { step: move.to });
  else if (move.type === 'next') advance(draft, step);
  else if (move.type === 'call') callDialog(draft, step, move.dialog);
  else leave(draft);
}

function advance(draft: Draft, step: Step): void {
  const after = stepAfter(draft, step);
  if (after === null) leave(draft);
  else changeTop(draft, { step: after });
}

/** The caller stands behind the call already, so that the called dialog returns to where it goes on. */
function callDialog(draft: Draft, step: Step, dialog: string): void {
  const after = stepAfter(draft, step);
  if (after === null) setStack(draft, draft.state.stack.slice(0, -1));
  else changeTop(draft, { step: after });
  push(draft, dialog);
}

function leave(draft: Draft): void {
  setStack(draft, draft.state.stack.slice(0, -1));
  if (draft.owner === 'bot') repeatPrompt(draft);
}

function push(draft: Draft, id: string): boolean {
  const dialog = draft.assets.dialogs.get(id);
  const first = dialog?.steps[0];
  if (dialog === undefined || first === undefined) {
    fail(draft, `there is no dialog ${id}`);
    return false;
  }
  const frame: Frame = { dialog: id, step: first.id, hash: dialog.hash, waiting: false, retries: 0 };
  setStack(draft, [...draft.state.stack, frame]);
  return true;
}

function stepAfter(draft: Draft, step: Step): string | null {
  const steps = draft.assets.dialogs.get(top(draft)?.dialog ?? '')?.steps ?? [];
  return step.next ?? steps[steps.findIndex(({ id }) => id === step.id) + 1]?.id ?? null;
}

function stepAt(draft: Draft, frame: Frame): Step | null {
  return draft.assets.dialogs.get(frame.dialog)?.steps.find(({ id }) => id === frame.step) ?? null;
}

function changeTop(draft: Draft, change: Partial<Frame>): void {
  const frame = top(draft);
  if (frame !== null) setStack(draft, [...draft.state.stack.slice(0, -1), { ...frame, ...change }]);
}

type Handlers = typeof stepHandlers;

function enter<Type extends StepType>(step: StepOf<Type>, draft: Draft): Move {
  const handler: Handlers[Type] = stepHandlers[step.type];
  return handler.enter(step, draft);
}

/** A step that no longer waits, after its file changed, simply runs. */
function readReply<Type extends StepType>(step: StepOf<Type>, reply: Reply, draft: Draft): Move {
  const handler: Handlers[Type] = stepHandlers[step.type];
  return handler.reply?.(step, reply, draft) ?? { type: 'go', to: step.id };
}

function prompt<Type extends StepType>(step: StepOf<Type>, draft: Draft, retryKey?: string): void {
  const handler: Handlers[Type] = stepHandlers[step.type];
  handler.prompt?.(step, draft, retryKey);
}
