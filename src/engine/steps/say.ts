import { startersOf } from '../options.ts';
import { say as sayPhrase } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const say: StepHandler<'say'> = {
  enter: (step, draft) => {
    sayPhrase(draft, step.phrase, { choices: startersOf(draft, step.buttons ?? []) });
    return next;
  },
};
