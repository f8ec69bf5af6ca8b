import type { HealthReason } from '../../domain/channel-health.ts';
import type { Logger } from '../../ports/logger.ts';
import type { HealthKeeper } from '../health.ts';
import type { Verdict } from './error-table.ts';
import { verdictOf } from './error-table.ts';
import { GraphError, GraphUnreachable } from './graph-api.ts';

/** What Meta's answers tell about the channel as a whole, kept as its health. */
export interface Condition {
  /** Takes note of a call that failed. */
  noteError(error: unknown): void;
  /**
   * Takes note of how Meta answered anything but a message. Tokens that may send may not always ask, so only a token that is
   * not accepted counts in full, and something that is not found counts until a message went out.
   */
  noteAnswer(error: unknown): void;
  /** Takes note of a failure that was reported later. */
  noteVerdict(verdict: Verdict, reason: string): void;
  /** Meta took something: a message, a template, or only a question about our number. */
  noteSuccess(of: 'message' | 'template' | 'question'): void;
}

/** What each success proves. */
const proven: Readonly<Record<'message' | 'template' | 'question', readonly HealthReason[]>> = {
  question: ['token-refused', 'unreachable'],
  message: ['token-refused', 'unreachable', 'account-blocked', 'number-unregistered', 'number-limited'],
  template: [
    'token-refused',
    'unreachable',
    'account-blocked',
    'number-unregistered',
    'number-limited',
    'payment-missing',
    'template-refused',
  ],
};

interface Fault {
  readonly isDown: boolean;
  readonly params: Readonly<Record<string, string>>;
}

/** Calls in a row without an answer after which a line that worked counts as down. */
const downAfter = 3;

export function createCondition(health: HealthKeeper, logger: Logger): Condition {
  const faults = new Map<HealthReason, Fault>();
  let lost = 0;
  let hasSent = false;

  const show = (): void => {
    const all = [...faults];
    const [reason, fault] = all.find(([, { isDown }]) => isDown) ?? all[0] ?? [null, null];
    if (reason === null || fault === null) return health.become('healthy');
    const state = reason === 'unreachable' ? 'down' : 'needs-a-person';
    health.become(fault.isDown ? state : 'degraded', { reason, params: fault.params });
  };

  const noteVerdict = ({ trouble }: Verdict, reason: string): void => {
    if (trouble === null) return;
    if (!faults.has(trouble.reason)) logger.warn(`whatsapp: ${trouble.tell}`, { reason });
    faults.set(trouble.reason, trouble);
    show();
  };

  const noteError = (error: unknown): void => {
    if (error instanceof GraphError) noteVerdict(verdictOfError(error), error.message);
    if (!(error instanceof GraphUnreachable)) return;
    lost++;
    const isDown = lost >= downAfter || health.current().state === 'starting';
    faults.set('unreachable', { isDown, params: {} });
    show();
  };

  const noteSuccess: Condition['noteSuccess'] = (of) => {
    lost = 0;
    hasSent ||= of !== 'question';
    for (const reason of proven[of]) faults.delete(reason);
    show();
  };

  const noteAnswer = (error: unknown): void => {
    if (!(error instanceof GraphError)) return noteError(error);
    const { trouble } = verdictOfError(error);
    if (error.code === 190 || error.status === 401) return noteError(error);
    noteSuccess('question');
    if (hasSent || trouble?.params['setting'] !== 'WHATSAPP_CLOUD_PHONE_ID') return;
    faults.set(trouble.reason, { ...trouble, isDown: false });
    show();
  };

  return { noteError, noteAnswer, noteVerdict, noteSuccess };
}

export function verdictOfError({ code, subcode, status }: GraphError): Verdict {
  return verdictOf(code, subcode, status);
}
