import { linkCodeLifetimeMs } from '../../domain/link.ts';
import { namedWays } from '../channel-names.ts';
import { say } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const link: StepHandler<'link'> = {
  enter: (step, draft) => {
    const { now, link: known } = draft.context;
    const { code } = known.fresh;
    const until = now + linkCodeLifetimeMs;
    say(draft, step.phrase, { data: { link: { code, until, ways: namedWays(draft) } } });
    draft.effects.push({ type: 'make-link-code', code, until });
    return next;
  },
};
