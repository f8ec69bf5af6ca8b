import { setTimeout as pause } from 'node:timers/promises';
import type { Condition } from './condition.ts';
import type { Graph } from './graph-api.ts';

export interface ConnectionParts {
  readonly graph: Graph;
  readonly phoneId: string;
  readonly condition: Condition;
  /** WhatsApp said which number is ours. */
  readonly onNumber: (number: string) => void;
  /** Milliseconds between two looks. */
  readonly lookMs: number;
}

/**
 * Asks for our number again and again until it is told to stop: nothing else would tell a channel that is only called that
 * its token was taken back, or that it is accepted again.
 */
export async function keepLooking(parts: ConnectionParts, signal: AbortSignal): Promise<void> {
  const { graph, phoneId, condition, onNumber, lookMs } = parts;
  while (!signal.aborted) {
    try {
      const { display_phone_number: number } = await graph.get(`${phoneId}?fields=display_phone_number`, signal);
      if (typeof number === 'string') onNumber(number);
      condition.noteSuccess('question');
    } catch (error) {
      if (!signal.aborted) condition.noteAnswer(error);
    }
    await pause(lookMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
