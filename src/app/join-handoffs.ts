import type { Risk } from '../domain/answer.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { EffectScope } from './effect-scope.ts';
import { Rollback } from './rollback.ts';

/**
 * Two people who turn out to be one have at most one open request: the one a mentor has taken, else the older one. It
 * takes over the other's words, the higher risk and the earlier promise; the other is closed. Returns the one that is kept.
 */
export async function joinHandoffs(
  { tables, universe }: EffectScope,
  first: Handoff | null,
  second: Handoff | null,
): Promise<Handoff | null> {
  if (first === null || second === null) return first ?? second;
  const [kept, other] = isBefore(second, first) ? [second, first] : [first, second];
  const now = universe.now();
  const closed = { ...other, status: 'closed', closedAt: now, version: other.version + 1 } as const;
  const joined: Handoff = {
    ...kept,
    topic: kept.topic ?? other.topic,
    risk: riskierOf(kept.risk, other.risk),
    reason: kept.reason === other.reason ? kept.reason : `${kept.reason}\n\n${other.reason}`,
    promisedAt: Math.min(kept.promisedAt, other.promisedAt),
    version: kept.version + 1,
  };
  const isDone = (await tables.handoffs.save(closed, other.version)) && (await tables.handoffs.save(joined, kept.version));
  if (!isDone) throw new Rollback('moved');
  await tables.timers.cancel('handoff-overdue', other.id);
  await tables.records.audit('handoffs-joined', { handoff: kept.id, other: other.id, mentor: other.mentorId }, now);
  return joined;
}

function isBefore(one: Handoff, other: Handoff): boolean {
  if (one.status !== other.status) return one.status === 'claimed';
  return (one.claimedAt ?? one.openedAt) < (other.claimedAt ?? other.openedAt);
}

function riskierOf(one: Risk, other: Risk): Risk {
  return one > other ? one : other;
}
