import { holds } from '../facts.ts';
import type { StepHandler } from './step-handler.ts';
import { goOr } from './step-handler.ts';

export const branch: StepHandler<'branch'> = {
  enter: (step, draft) => goOr(step.cases.find(({ when }) => holds(draft, when))?.to ?? step.otherwise ?? step.next),
};
