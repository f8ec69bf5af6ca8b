import type { Json } from '../../domain/json.ts';
import type { Draft } from '../draft.ts';
import { keep, readFact } from '../facts.ts';
import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const set: StepHandler<'set'> = {
  enter: (step, draft) => {
    for (const [slot, value] of Object.entries(step.values)) keep(draft, slot, read(draft, value));
    return next;
  },
};

/** `$vars.located` is what that variable holds. */
function read(draft: Draft, value: Json): Json {
  return typeof value === 'string' && value.startsWith('$') ? readFact(draft, value.slice(1)) : value;
}
