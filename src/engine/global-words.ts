import type { Dialog } from '../domain/dialog.ts';
import { setStack, startDialog } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { happen } from './happen.ts';

/** Words that work even while a mentor is speaking with the person. */
const wordsForMentored: ReadonlySet<string> = new Set(['stop', 'forget', 'my-data']);
/** Words that leave whatever runs; the others come back to it. */
const leavingWords: ReadonlySet<string> = new Set(['menu', 'start']);

/** Whether the person may start this dialog now, whoever speaks with them. */
export function mayStart(draft: Draft, dialog: Dialog): boolean {
  return draft.owner !== 'mentor' || (dialog.word !== undefined && wordsForMentored.has(dialog.word));
}

/** Starts a dialog that the person named or whose button they pressed. */
export function startAsked(draft: Draft, dialog: Dialog): void {
  if (draft.owner === 'bot' && dialog.word !== undefined && leavingWords.has(dialog.word)) setStack(draft, []);
  if (dialog.on === 'started') happen(draft, 'started');
  else startDialog(draft, dialog.id);
}
