import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const unsubscribe: StepHandler<'unsubscribe'> = {
  enter: (_step, draft) => {
    draft.effects.push({ type: 'end-subscription' });
    return next;
  },
};
