import { setVars, textVar } from '../draft.ts';
import { say } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const separate: StepHandler<'separate'> = {
  enter: (step, draft) => {
    const joined = textVar(draft, 'joined-address');
    if (step.which === 'joined' && joined === null) {
      draft.faults.push(`step ${step.id} separates what was joined, but vars.joined-address is not set`);
      return next;
    }
    say(draft, step.phrase);
    draft.effects.push({ type: 'separate-address', address: step.which === 'this' ? null : joined });
    setVars(draft, { 'joined-address': null });
    return next;
  },
};
