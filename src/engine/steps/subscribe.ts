import { pillTopics } from '../../domain/pill.ts';
import { textVar, zoneOf } from '../draft.ts';
import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const subscribe: StepHandler<'subscribe'> = {
  enter: (step, draft) => {
    const topic = textVar(draft, 'topic');
    const localTime = textVar(draft, 'hour');
    if (localTime === null) {
      draft.faults.push(`step ${step.id} subscribes, but vars.hour is not set`);
      return next;
    }
    const chosen = pillTopics.filter((one) => one === topic);
    draft.effects.push({
      type: 'subscribe',
      topics: chosen.length > 0 ? chosen : pillTopics,
      localTime,
      zone: zoneOf(draft),
    });
    return next;
  },
};
