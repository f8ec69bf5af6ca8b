import type { Owner } from '../domain/conversation.ts';
import type { Dialog } from '../domain/dialog.ts';
import { setStack, startDialog } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { happen } from './happen.ts';

/** Words for the person's own affairs: they work even while a mentor speaks. */
const ownAffairs: readonly string[] = ['my-data', 'forget', 'stop', 'pause', 'link', 'separate', 'not-me', 'switch'];
/** Words that work although a mentor is awaited, or speaks; with the assistant all do. */
const wordsWhile: Readonly<Record<Exclude<Owner, 'bot'>, ReadonlySet<string>>> = {
  queue: new Set([...ownAffairs, 'human', 'language']),
  mentor: new Set(ownAffairs),
};
/** Words that leave whatever runs; the others come back to it. */
const leavingWords: ReadonlySet<string> = new Set(['menu', 'start', 'stop']);

/** Whether the person may start this dialog now, whoever speaks with them. */
export function mayStart(draft: Draft, dialog: Dialog): boolean {
  return draft.owner === 'bot' || (dialog.word !== undefined && wordsWhile[draft.owner].has(dialog.word));
}

/** Starts a dialog that the person named or whose button they pressed. */
export function startAsked(draft: Draft, dialog: Dialog): void {
  if (draft.owner === 'bot' && dialog.word !== undefined && leavingWords.has(dialog.word)) setStack(draft, []);
  if (dialog.on === 'started') happen(draft, 'started');
  else startDialog(draft, dialog.id);
}
