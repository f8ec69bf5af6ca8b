import type { ChooseStep } from '../../domain/dialog.ts';
import type { Choice } from '../choice.ts';
import type { Draft } from '../draft.ts';
import { keep } from '../facts.ts';
import { matchReply, readNumber } from '../match-reply.ts';
import { normalise } from '../normalise.ts';
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
  return step.options === 'hours' ? chosenHour(reply.text, choices, draft) : matchReply(reply.text, choices, draft.lexicon);
}

/** `2` alone is the second of the hours on screen; `at 2`, `2:30` and whatever is not on the list are hours themselves. */
function chosenHour(text: string, choices: readonly Choice[], draft: Draft): Pick<Choice, 'id'> | null {
  const said = normalise(text);
  const isBare = !/\d/u.test(said) || /^\d{1,2}$/u.test(said);
  const place = isBare ? readNumber(said, draft.lexicon) : null;
  const listed = place === null ? undefined : choices[place - 1];
  if (listed !== undefined) return listed;
  const hour = readHour(text, draft.lexicon);
  return hour === null ? null : { id: hour };
}
