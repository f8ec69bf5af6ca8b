import { SportelloError } from '../../domain/errors.ts';
import { verdictOfError } from './condition.ts';
import { GraphError, GraphUnreachable } from './graph-api.ts';

/** By then Meta has said what became of a send without an answer. Its statuses come within seconds. */
export const reportMs = 15_000;

/** What went wrong, without token and without a person's words. */
export function reasonOf(error: unknown): string {
  if (error instanceof GraphError) return `WhatsApp answered ${String(error.code ?? error.status)}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** A failed call as the outbox understands it. */
export function toSendError(error: unknown): SportelloError {
  if (error instanceof SportelloError) return error;
  const reason = reasonOf(error);
  if (!(error instanceof GraphError)) {
    const isUnknown = error instanceof GraphUnreachable && !error.isUnsent;
    return isUnknown
      ? new SportelloError('send-unknown', reason, { retryAfterMs: reportMs })
      : new SportelloError('send-failed', reason);
  }
  // A gateway that gave up does not know whether the message went through behind it.
  if (error.code === null && error.status >= 502) return new SportelloError('send-unknown', reason, { retryAfterMs: reportMs });
  const { way, afterMs } = verdictOfError(error);
  if (way !== 'later') return new SportelloError('send-refused', reason);
  const wait = error.retryAfterMs ?? afterMs;
  return new SportelloError('send-failed', reason, wait === null ? {} : { retryAfterMs: wait });
}
