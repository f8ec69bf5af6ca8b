import type { StepHandler } from './step-handler.ts';
import { end as leave } from './step-handler.ts';

export const end: StepHandler<'end'> = {
  enter: () => leave,
};
