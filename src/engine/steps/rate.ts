import type { RateStep } from '../../domain/dialog.ts';
import type { Choice } from '../choice.ts';
import { replyValue } from '../choice.ts';
import type { Draft } from '../draft.ts';
import { readNumber } from '../match-reply.ts';
import { normalise } from '../normalise.ts';
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
    const stars = reply.option === null ? starsIn(reply.text, draft) : Number(reply.option);
    if (stars === null || ![1, 2, 3, 4, 5].includes(stars)) return unmatched;
    draft.effects.push({ type: 'rate-handoff', stars });
    say(draft, step.thanks);
    return next;
  },
};

const longestRating = 4;

/** The one number of a short reply: `5`, `four stars`, `五分`. */
function starsIn(text: string, { lexicon }: Draft): number | null {
  const said = normalise(text).replace(/[分颗星]+$/u, '');
  const words = said.split(' ');
  if (words.length > longestRating) return null;
  const numbers = [said, ...words].flatMap((word) => readNumber(word, lexicon) ?? []);
  return new Set(numbers).size === 1 ? (numbers[0] ?? null) : null;
}

function starsOf(draft: Draft, step: RateStep): readonly Choice[] {
  const dialog = draft.state.stack.at(-1)?.dialog ?? '';
  return ['1', '2', '3', '4', '5'].map((id) => ({ id, title: id, value: replyValue(dialog, step.id, id) }));
}
