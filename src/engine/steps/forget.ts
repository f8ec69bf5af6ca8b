import { newConversationState } from '../../domain/conversation.ts';
import { say } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { end } from './step-handler.ts';

export const forget: StepHandler<'forget'> = {
  enter: (step, draft) => {
    say(draft, step.phrase);
    draft.effects.push({ type: 'forget-contact' });
    const { stack } = draft.state;
    draft.state = { ...newConversationState, stack: stack.slice(-1) };
    draft.owner = 'bot';
    return end;
  },
};
