import type { StepHandler } from './step-handler.ts';

export const call: StepHandler<'call'> = {
  enter: ({ dialog }) => ({ type: 'call', dialog }),
};
