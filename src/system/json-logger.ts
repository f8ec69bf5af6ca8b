import type { LogFacts, Logger } from '../ports/logger.ts';

/** One JSON line per event, to standard error: standard output belongs to what the operator is told. */
export function createJsonLogger(write: (line: string) => void, now: () => number): Logger {
  const log = (level: string, message: string, facts: LogFacts = {}): void => {
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, message, ...facts })}\n`);
  };
  return {
    info: (message, facts) => log('info', message, facts),
    warn: (message, facts) => log('warn', message, facts),
    error: (message, facts) => log('error', message, facts),
  };
}
