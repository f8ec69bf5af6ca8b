import type { ChannelState } from '../../domain/channel-health.ts';
import type { HealthNews } from '../health.ts';

export interface Condition {
  readonly state: ChannelState;
  readonly news: HealthNews;
}

/** What is known of the connection at a moment. Times in milliseconds since 1970. */
export interface Facts {
  readonly phase: 'starting' | 'scan' | 'ready' | 'resting' | 'banned';
  /** Whether it worked at some time since the program started. */
  readonly wasReady: boolean;
  /** No phone is linked, as far as we know. */
  readonly isUnlinked: boolean;
  /** The phone ended the link while we ran. */
  readonly wasUnlinked: boolean;
  /** When the process that runs was started. */
  readonly startedAt: number;
  /** Since when it has not worked as it should; null: it does. */
  readonly troubleSince: number | null;
  readonly fault: string;
  /** WhatsApp's word for its own connection. */
  readonly socket: string;
  readonly linkedAt: number | null;
  readonly isCapped: boolean;
}

/** A number is new for so long: then it sends little, as a new acquaintance does. */
export const warmingMs = 7 * 86_400_000;
const day = 86_400_000;

/** Words of WhatsApp's for an account that may not go on. Source: the library's `WAState`. */
export const banWords: ReadonlySet<string> = new Set(['TOS_BLOCK', 'SMB_TOS_BLOCK', 'PROXYBLOCK']);

/** How the channel is, for those who look after it. `troubleMs`: trouble that lasts longer needs a person. */
export function describeCondition(facts: Facts, now: number, troubleMs: number): Condition {
  const { phase, troubleSince, fault } = facts;
  if (phase === 'banned') return needing({ reason: 'number-banned', params: { fault } });
  if (phase === 'scan') return needing(linking(facts));
  const since = troubleSince ?? (phase === 'starting' ? facts.startedAt : now);
  if (now - since >= troubleMs) return needing({ reason: 'not-working', params: { fault } });
  if (facts.isUnlinked) return needing(linking(facts));
  if (phase === 'ready') return whileReady(facts, now);
  if (facts.wasReady || troubleSince !== null) return { state: 'degraded', news: { reason: 'mending', params: { fault } } };
  return { state: 'starting', news: {} };
}

function linking({ wasUnlinked }: Facts): HealthNews {
  return { reason: wasUnlinked ? 'phone-unlinked' : 'link-phone' };
}

function whileReady({ troubleSince, fault, socket, linkedAt, isCapped }: Facts, now: number): Condition {
  if (socket !== 'CONNECTED') return { state: 'degraded', news: { reason: 'unreachable' } };
  if (troubleSince !== null) return { state: 'degraded', news: { reason: 'mending', params: { fault } } };
  if (isCapped) return { state: 'degraded', news: { reason: 'cap-reached' } };
  const age = linkedAt === null ? 0 : now - linkedAt;
  if (age >= warmingMs) return { state: 'healthy', news: {} };
  return { state: 'healthy', news: { reason: 'number-new', params: { days: String(Math.ceil((warmingMs - age) / day)) } } };
}

function needing(news: HealthNews): Condition {
  return { state: 'needs-a-person', news };
}
