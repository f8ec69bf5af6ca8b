import { setVars } from '../draft.ts';
import { nameIn, nextPerson } from '../next-person.ts';
import { say } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const switchPerson: StepHandler<'switch'> = {
  enter: (step, draft) => {
    const { contactId, name } = nextPerson(draft);
    const isNamed = draft.context.link.profiles.own !== null;
    const own = isNamed ? null : nameIn(draft, 'own-name', 1);
    say(draft, step.phrase);
    draft.effects.push({ type: 'switch-profile', to: contactId, name, own });
    setVars(draft, { profile: null, 'new-name': null, 'own-name': null });
    return next;
  },
};
