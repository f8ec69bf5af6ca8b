import { keep } from '../facts.ts';
import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const set: StepHandler<'set'> = {
  enter: (step, draft) => {
    for (const [slot, value] of Object.entries(step.values)) keep(draft, slot, value);
    return next;
  },
};
