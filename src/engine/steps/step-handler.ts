import type { Step, StepType } from '../../domain/dialog.ts';
import type { Draft } from '../draft.ts';

export type StepOf<Type extends StepType> = Extract<Step, { type: Type }>;

/** What one step type does. */
export interface StepHandler<Type extends StepType> {
  /** The conversation has come to the step. */
  readonly enter: (step: StepOf<Type>, draft: Draft) => Move;
  /** Steps that wait: what the person's reply means. */
  readonly reply?: (step: StepOf<Type>, reply: Reply, draft: Draft) => Move;
  /** Steps that wait: asks again, with other words when a phrase is given. */
  readonly prompt?: (step: StepOf<Type>, draft: Draft, retryKey?: string) => void;
  /** A reply that the step does not know means that the person goes on to something else: nobody insists. */
  readonly isOptional?: boolean;
}

export interface Reply {
  readonly text: string;
  /** The option whose button was pressed; null when the person wrote. */
  readonly option: string | null;
}

/** Where the conversation goes from a step. */
export type Move =
  | { readonly type: 'next' }
  | { readonly type: 'go'; readonly to: string }
  | { readonly type: 'wait' }
  | { readonly type: 'call'; readonly dialog: string }
  | { readonly type: 'end' }
  /** The reply is none that the step knows. */
  | { readonly type: 'unmatched' };

export const next: Move = { type: 'next' };
export const wait: Move = { type: 'wait' };
export const end: Move = { type: 'end' };
export const unmatched: Move = { type: 'unmatched' };

/** To the step, or to the following one where none is named. */
export function goOr(to: string | undefined): Move {
  return to === undefined ? next : { type: 'go', to };
}
