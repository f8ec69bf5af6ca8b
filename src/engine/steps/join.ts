import { setVars } from '../draft.ts';
import { say } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { end, next } from './step-handler.ts';

export const join: StepHandler<'join'> = {
  enter: (step, draft) => {
    const { entered } = draft.context.link;
    if (entered?.status !== 'open') {
      draft.faults.push(`step ${step.id} joins, but no code is open; ask for the fact \`link\` before`);
      return next;
    }
    say(draft, step.phrase);
    setVars(draft, { link: null });
    draft.effects.push({ type: 'join-contacts', link: entered.id });
    return end;
  },
};
