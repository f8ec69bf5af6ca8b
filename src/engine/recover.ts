import type { Assets } from '../domain/assets.ts';
import type { Frame } from '../domain/conversation.ts';
import type { Draft } from './draft.ts';
import { setStack } from './dialog-stack.ts';

type Dialogs = Assets['dialogs'];

/**
 * Finds the running dialogs again after their files changed: by step id, else as the file's `moved` says. The first frame
 * that can't be found is dropped with all above it and returned: its person is stranded.
 */
export function recoverFrames(draft: Draft): Frame | null {
  const { stack } = draft.state;
  const found = stack.map((frame) => recoverFrame(draft.assets.dialogs, frame));
  const lost = found.indexOf(null);
  const kept = lost === -1 ? found : found.slice(0, lost);
  setStack(
    draft,
    kept.filter((frame) => frame !== null),
  );
  return lost === -1 ? null : (stack[lost] ?? null);
}

/** Where a frame goes on in these dialogs; null: nowhere. */
function recoverFrame(dialogs: Dialogs, frame: Frame): Frame | null {
  const dialog = dialogs.get(frame.dialog);
  if (dialog === undefined) return null;
  const has = (id: string | undefined): boolean => dialog.steps.some((step) => step.id === id);
  if (has(frame.step)) return { ...frame, hash: dialog.hash };
  const moved = dialog.moved[frame.step];
  return moved !== undefined && has(moved) ? { ...frame, step: moved, hash: dialog.hash } : null;
}

/** Whether these dialogs no longer have a place where a person stands, who would have to start again. */
export function isStranded(dialogs: Dialogs, stack: readonly Frame[]): boolean {
  return stack.some((frame) => recoverFrame(dialogs, frame) === null);
}
