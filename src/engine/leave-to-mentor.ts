import type { Draft } from './draft.ts';
import { setVars } from './draft.ts';
import { say } from './wording.ts';

/** Dialogs that ran when the person was handed to the queue: they wait until the mentor is done. */
export function suspendedDepth(draft: Draft): number {
  const depth = draft.state.vars['suspended'];
  return typeof depth === 'number' ? depth : 0;
}

/** Whether a dialog runs that was begun while a mentor is awaited or speaks; those that ran before say nothing. */
export function isBegunMeanwhile(draft: Draft): boolean {
  return draft.owner === 'bot' || draft.state.stack.length > suspendedDepth(draft);
}

/** What is said while a mentor is awaited or speaks is for the mentor; who waits learns so once. */
export function leaveToMentor(draft: Draft): void {
  if (draft.owner !== 'queue' || draft.state.vars['told-queue'] === true) return;
  setVars(draft, { 'told-queue': true });
  say(draft, 'handoff.waiting');
}
