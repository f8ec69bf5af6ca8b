import type { RateStep } from '../../domain/dialog.ts';
import type { Choice } from '../choice.ts';
import { replyValue } from '../choice.ts';
import type { Draft } from '../draft.ts';
import { matchReply } from '../match-reply.ts';
import { say } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { next, unmatched, wait } from './step-handler.ts';

export const rate: StepHandler<'rate'> = {
  isOptional: true,
  enter: (step, draft) => {
    say(draft, step.phrase, { choices: starsOf(draft, step) });
    return wait;
  },
  prompt: (step, draft, retryKey) => {
    say(draft, retryKey ?? step.phrase, { choices: starsOf(draft, step) });
  },
  reply: (step, reply, draft) => {
    const stars = Number(reply.option ?? matchReply(reply.text, starsOf(draft, step), draft.lexicon)?.id ?? Number.NaN);
    if (![1, 2, 3, 4, 5].includes(stars)) return unmatched;
    draft.effects.push({ type: 'rate-handoff', stars });
    say(draft, step.thanks);
    return next;
  },
};

function starsOf(draft: Draft, step: RateStep): readonly Choice[] {
  const dialog = draft.state.stack.at(-1)?.dialog ?? '';
  return ['1', '2', '3', '4', '5'].map((id) => ({ id, title: id, value: replyValue(dialog, step.id, id) }));
}
