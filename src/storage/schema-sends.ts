import type { ReportedStatus } from '../domain/send-report.ts';

/** One status of one message, as its provider told it. */
export interface SendReportsRow {
  /** SHA-256 of the provider's id, which may hold a phone number. */
  provider_key: string;
  status: ReportedStatus;
  partner_id: string;
  outbox_id: string | null;
  part: number | null;
  error: string | null;
  retry_at: number | null;
  at: number;
}

/** A message of the outbox that waits until its person writes again. */
export interface HeldMessagesRow {
  outbox_id: string;
  partner_id: string;
  address_id: string;
  held_at: number;
}
