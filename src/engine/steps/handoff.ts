import type { Risk } from '../../domain/answer.ts';
import { promiseFor } from '../../domain/handoff.ts';
import { sayMoment } from '../dates.ts';
import type { Draft } from '../draft.ts';
import { setVars, tagOf, textVar, zoneOf } from '../draft.ts';
import { mentorTopicOf } from '../facts.ts';
import { shareLeft } from '../hear-media.ts';
import { say } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const handoff: StepHandler<'handoff'> = {
  enter: (step, draft) => {
    if (draft.owner !== 'bot' || draft.context.handoff !== null) {
      say(draft, step.already);
      return next;
    }
    const risk = riskOf(draft);
    draft.effects.push({ type: 'open-handoff', topic: mentorTopicOf(draft), risk, reason: textVar(draft, 'question') ?? '' });
    shareLeft(draft);
    draft.owner = 'queue';
    draft.outcome = 'handoff';
    const promisedAt = promiseFor(risk, draft.context.now);
    const promise = sayMoment(promisedAt, tagOf(draft), zoneOf(draft));
    say(draft, step.phrase, { values: { promise }, data: { outcome: 'handoff', owner: 'queue', promisedAt } });
    setVars(draft, { 'mentor-topic': null, risk: null, 'told-queue': null });
    return next;
  },
};

/** A danger was spoken of, else the risk of the answer shown last. */
function riskOf(draft: Draft): Risk {
  if (textVar(draft, 'risk') === 'H3') return 'H3';
  return draft.assets.entries.get(draft.state.lastEntry ?? '')?.risk ?? 'H0';
}
