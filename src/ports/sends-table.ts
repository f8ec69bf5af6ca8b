import type { Address } from '../domain/contact.ts';
import type { OutboxKind } from '../domain/outbox.ts';
import type { ReportedStatus, SendReport } from '../domain/send-report.ts';

/** A message that waits until its person writes again. */
export interface HeldMessage {
  readonly outboxId: string;
  readonly conversationId: string;
  readonly addressId: string;
  readonly kind: OutboxKind;
  /** JSON of the activity. */
  readonly activity: string;
  readonly expiresAt: number | null;
}

/** What providers report of sends, and what waits for leave to be sent. */
export interface SendsTable {
  /** False where this status of this message was told before. */
  note(report: SendReport, now: number): Promise<boolean>;
  /** Everything told so far of the provider's message. */
  told(providerId: string): Promise<readonly ReportedStatus[]>;
  /** Our message that went out under the provider's id; null: none, or not yet. */
  outboxIdOf(providerId: string): Promise<string | null>;
  /** Number of the parts 0, 1, 2 … of a message of which something else than a failure was told. */
  partsArrived(outboxId: string): Promise<number>;
  lastHeard(address: Address): Promise<number | null>;
  /** Holds a message at its address. How many others wait there that were held after `since` and are still of use. */
  hold(outboxId: string, since: number, now: number): Promise<number>;
  letGo(outboxId: string): Promise<void>;
  hasHeld(address: Address): Promise<boolean>;
  /** Takes out everything that waits at an address, oldest first. */
  takeHeld(address: Address): Promise<readonly HeldMessage[]>;
}
