import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const feedback: StepHandler<'feedback'> = {
  enter: ({ useful }, draft) => {
    const entry = draft.state.lastEntry;
    if (entry !== null) draft.effects.push({ type: 'record-feedback', entry, useful });
    return next;
  },
};
