import type { ChooseStep } from '../../domain/dialog.ts';
import type { Choice } from '../choice.ts';
import type { Draft } from '../draft.ts';
import { keep } from '../facts.ts';
import { matchReply } from '../match-reply.ts';
import { choicesOf } from '../options.ts';
import { readHour } from '../read-hour.ts';
import { say } from '../wording.ts';
import type { Reply, StepHandler } from './step-handler.ts';
import { goOr, unmatched, wait } from './step-handler.ts';

export const choose: StepHandler<'choose'> = {
  enter: (step, draft) => {
    say(draft, step.phrase, { choices: choicesOf(draft, step) });
    return wait;
  },
  prompt: (step, draft, retryKey) => {
    say(draft, retryKey ?? step.phrase, { choices: choicesOf(draft, step) });
  },
  reply: (step, reply, draft) => {
    const choice = chosen(step, reply, draft);
    if (choice === null) return unmatched;
    if (step.save !== undefined) keep(draft, step.save, choice.id);
    return goOr(choice.to ?? step.next);
  },
};

function chosen(step: ChooseStep, reply: Reply, draft: Draft): Pick<Choice, 'id' | 'to'> | null {
  const choices = choicesOf(draft, step);
  if (reply.option !== null) return choices.find(({ id }) => id === reply.option) ?? null;
  const match = matchReply(reply.text, choices, draft.lexicon);
  if (match !== null || step.options !== 'hours') return match;
  const hour = readHour(reply.text, draft.lexicon);
  return hour === null ? null : { id: hour };
}
