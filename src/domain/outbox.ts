import type { Activity } from './activity.ts';
import type { Address } from './contact.ts';

/** A message on its way out. */
export interface OutboxMessage {
  readonly id: string;
  /** (what caused it, index): makes a second insertion of the same reply impossible. */
  readonly idemKey: string;
  readonly conversationId: string;
  readonly address: Address;
  readonly activity: Activity;
  readonly kind: OutboxKind;
  readonly status: OutboxStatus;
  /** Tries so far; of a claimed message, the running one included. */
  readonly attempts: number;
  readonly notBefore: number;
  readonly expiresAt: number | null;
}

/** Replies go before bulk. Only pills, reminders and typing expire. */
export type OutboxKind = 'reply' | 'mentor' | 'notice' | 'pill';

/** `sending` after a crash is an unknown outcome: pills become `ambiguous`, replies get one resend. */
export type OutboxStatus = 'pending' | 'sending' | 'sent' | 'retry' | 'ambiguous' | 'dead' | 'cancelled';

/** Lower is sooner. */
export const outboxPriority: Readonly<Record<OutboxKind, number>> = { reply: 0, mentor: 0, notice: 1, pill: 2 };

export const maxSendAttempts = 5;

/** Wait before try `attempt + 1`: 2 s doubling to 5 min, with jitter of a quarter either way. `chance` is in [0, 1). */
export function retryDelay(attempt: number, chance: number): number {
  const base = Math.min(2_000 * 2 ** (attempt - 1), 300_000);
  return Math.round(base * (0.75 + chance / 2));
}
