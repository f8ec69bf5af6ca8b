import type { ReportedStatus, SendReport } from '../../domain/send-report.ts';
import { verdictOf } from './error-table.ts';
import type { Verdict } from './error-table.ts';
import type { Fields } from './fields.ts';
import { listIn, numberIn, textIn } from './fields.ts';

/** What a status says: the report to keep and, of a failure, what follows from it. */
export interface Told {
  readonly report: SendReport;
  readonly verdict: Verdict | null;
  /** To whom the message went, as far as the status says it. */
  readonly user: string | null;
}

/** `played` (of a voice message) is a kind of `read`. */
const known: Readonly<Record<string, ReportedStatus>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

/** Null for what is no status of a message. Source: Meta, "Status messages webhook reference". */
export function toReport(status: Fields, now: number): Told | null {
  const [providerId, word] = [textIn(status, 'id'), textIn(status, 'status') ?? ''];
  const found = Object.hasOwn(known, word) ? known[word] : undefined;
  if (providerId === null || found === undefined) return null;
  const [outboxId, part] = readMark(textIn(status, 'biz_opaque_callback_data'));
  const user = textIn(status, 'recipient_user_id') ?? textIn(status, 'recipient_id');
  const base = { providerId, status: found, outboxId, part };
  if (found !== 'failed') return { report: { ...base, error: null, retryAt: null }, verdict: null, user };
  const { verdict, ...failure } = failureIn(status, now);
  return { report: { ...base, ...failure }, verdict, user };
}

function failureIn(
  status: Fields,
  now: number,
): { readonly error: string; readonly retryAt: number | null; readonly verdict: Verdict } {
  const [error = {}] = listIn(status, 'errors');
  const code = numberIn(error, 'code');
  const verdict = verdictOf(code, null, null);
  const reason = `WhatsApp reported ${code === null ? 'a failure' : String(code)}: ${textIn(error, 'title') ?? 'no reason given'}`;
  return { error: reason, retryAt: retryAtOf(verdict, now), verdict };
}

function retryAtOf({ way, afterMs }: Verdict, now: number): number | null {
  if (way === 'never') return null;
  return way === 'template' ? now : now + (afterMs ?? retryMs);
}

/** A passing failure that names no time. */
const retryMs = 30_000;

/** Goes out with each message and comes back with its statuses: our id; of all parts but the last with their number. */
export function markOf(outboxId: string, part: number | null): string {
  return part === null ? outboxId : `${outboxId}#${String(part)}`;
}

function readMark(mark: string | null): readonly [outboxId: string | null, part: number | null] {
  const [, outboxId, part] = /^([\w-]{1,64})(?:#(\d{1,4}))?$/.exec(mark ?? '') ?? [];
  return [outboxId ?? null, part === undefined ? null : Number(part)];
}
