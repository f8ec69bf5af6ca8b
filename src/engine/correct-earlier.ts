import type { ChooseStep, Slot } from '../domain/dialog.ts';
import type { Choice } from './choice.ts';
import { top } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { keep, readFact } from './facts.ts';
import { namesOf } from './match-reply.ts';
import { choicesOf } from './options.ts';
import { say } from './wording.ts';

const longestCorrection = 7;

/**
 * Someone changes their mind about what they chose before (`no wait, marketing`): the other choice is kept and named.
 * False: nothing that was chosen in this dialog is meant.
 */
export function correctEarlier(draft: Draft, said: string): boolean {
  if (said.split(' ').length > longestCorrection) return false;
  for (const step of chosenBefore(draft)) {
    const choice = mentioned(draft, step, said);
    if (choice === null || choice.id === readFact(draft, step.save)) continue;
    keep(draft, step.save, choice.id);
    say(draft, 'reply.changed', { values: { choice: choice.title } });
    return true;
  }
  return false;
}

type Kept = ChooseStep & { readonly save: Slot };

/** The dialog's choices before the waiting step whose options still stand where they were kept; latest first. */
function chosenBefore(draft: Draft): readonly Kept[] {
  const frame = top(draft);
  const steps = draft.assets.dialogs.get(frame?.dialog ?? '')?.steps ?? [];
  const before = steps.slice(
    0,
    steps.findIndex(({ id }) => id === frame?.step),
  );
  const kept = before.flatMap((step) =>
    step.type === 'choose' && step.save !== undefined ? [{ ...step, save: step.save }] : [],
  );
  return kept.filter((step) => choicesOf(draft, step).some(({ id }) => id === readFact(draft, step.save))).toReversed();
}

function mentioned(draft: Draft, step: Kept, said: string): Choice | null {
  const found = choicesOf(draft, step).filter((choice) => namesOf(choice).some((name) => mentions(said, name)));
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 ? only : null;
}

function mentions(said: string, name: string): boolean {
  return /\p{Script=Han}/u.test(name) ? said.includes(name) : ` ${said} `.includes(` ${name} `);
}
