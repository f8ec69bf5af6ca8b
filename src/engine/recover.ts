import type { Frame } from '../domain/conversation.ts';
import type { Draft } from './draft.ts';
import { setStack } from './dialog-stack.ts';

/**
 * Finds the running dialogs again after their files changed: by step id, else as the file's `moved` says. The first frame
 * that can't be found is dropped with all above it and returned: its person is stranded.
 */
export function recoverFrames(draft: Draft): Frame | null {
  const { stack } = draft.state;
  const found = stack.map((frame) => recoverFrame(draft, frame));
  const lost = found.indexOf(null);
  const kept = lost === -1 ? found : found.slice(0, lost);
  setStack(
    draft,
    kept.filter((frame) => frame !== null),
  );
  return lost === -1 ? null : (stack[lost] ?? null);
}

function recoverFrame(draft: Draft, frame: Frame): Frame | null {
  const dialog = draft.assets.dialogs.get(frame.dialog);
  if (dialog === undefined) return null;
  const has = (id: string | undefined): boolean => dialog.steps.some((step) => step.id === id);
  if (has(frame.step)) return { ...frame, hash: dialog.hash };
  const moved = dialog.moved[frame.step];
  return moved !== undefined && has(moved) ? { ...frame, step: moved, hash: dialog.hash } : null;
}
