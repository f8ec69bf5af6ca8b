import type { TurnContext, TurnInput, TurnResult } from './turn.ts';

/** Decides what a turn says and wants done. Pure: the same input and context give the same result. */
export interface Engine {
  run(input: TurnInput, context: TurnContext): TurnResult;
}
