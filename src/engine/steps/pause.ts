import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const pause: StepHandler<'pause'> = {
  enter: ({ days }, draft) => {
    draft.effects.push({ type: 'pause-subscription', days });
    return next;
  },
};
