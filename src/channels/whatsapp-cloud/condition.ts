import type { Logger } from '../../ports/logger.ts';
import type { Verdict } from './error-table.ts';
import { verdictOf } from './error-table.ts';
import { GraphError } from './graph-api.ts';

/** How the channel is, for whoever asks. */
export interface Condition {
  /** Why nothing goes out; null: it does. */
  fault(): string | null;
  /** Takes note of an answer of Meta's; says it in the log when it is news. */
  noteError(error: unknown): void;
  noteVerdict(verdict: Verdict, reason: string): void;
  noteSuccess(): void;
}

export function createCondition(logger: Logger): Condition {
  let fault: string | null = null;
  const told = new Set<string>();

  const noteVerdict = ({ tell, isDown }: Verdict, reason: string): void => {
    if (isDown) fault = tell;
    if (tell === null || told.has(tell)) return;
    told.add(tell);
    if (isDown) logger.error(`whatsapp is down: ${tell}`, { reason });
    else logger.warn(`whatsapp: ${tell}`, { reason });
  };

  return {
    fault: () => fault,
    noteVerdict,
    noteError: (error) => {
      if (error instanceof GraphError) noteVerdict(verdictOfError(error), error.message);
    },
    noteSuccess: () => {
      if (fault !== null) logger.info('whatsapp is on again');
      fault = null;
      told.clear();
    },
  };
}

export function verdictOfError({ code, subcode, status }: GraphError): Verdict {
  return verdictOf(code, subcode, status);
}
