import type { ChannelCapabilities } from './channel.ts';
import type { PillTopic } from './pill.ts';

/** Someone's wish to get one pill a day. One per contact. */
export interface Subscription {
  readonly id: string;
  readonly partnerId: string;
  readonly contactId: string;
  readonly conversationId: string;
  readonly topics: readonly PillTopic[];
  /** IANA zone. */
  readonly zone: string;
  /** `HH:MM` on the person's clock. */
  readonly localTime: string;
  readonly pausedUntil: number | null;
  readonly status: 'active' | 'stopped';
  /** Bumped by every change of topic, hour or zone. */
  readonly generation: number;
  /** Key of the channel on which it was asked for; null: asked before this was kept. */
  readonly askedOn: string | null;
}

/** How late a pill may still be sent, and the hours in which none is. Source: the reliability promise, "late by ≤ 2 h". */
export const maxPillLateness = 2 * 3_600_000;
export const quietHours = { from: 22, until: 7 } as const;

export interface DueDate {
  /** ISO date on the person's clock; the delivery is unique for it. */
  readonly localDate: string;
  /** Instant in milliseconds. */
  readonly fireAt: number;
}

/**
 * The first time after `after` at which the person's clock shows `localTime`. A time that a clock change skips becomes
 * the first valid instant after the gap; one that occurs twice means the first.
 */
export function nextDue(subscription: Pick<Subscription, 'zone' | 'localTime'>, after: number): DueDate {
  const time = Temporal.PlainTime.from(subscription.localTime);
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(subscription.zone).toPlainDate();
  for (let days = -1; ; days++) {
    const date = today.add({ days });
    const fireAt = instantOf(date, time, subscription.zone);
    if (fireAt > after) return { localDate: date.toString(), fireAt };
  }
}

function instantOf(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): number {
  const wanted = date.toPlainDateTime(time);
  const earlier = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wanted)) return earlier.epochMilliseconds;
  // In a gap `earlier` lies before it: the next transition is the first instant after it.
  const transition = earlier.getTimeZoneTransition('next');
  return (transition ?? earlier).epochMilliseconds;
}

/**
 * The date that a timer set for `plannedAt` serves now. After an outage that is the latest date which is not too late
 * yet; where all are too late it is the planned one, to be recorded.
 */
export function dueToServe(subscription: Pick<Subscription, 'zone' | 'localTime'>, plannedAt: number, now: number): DueDate {
  const latest = nextDue(subscription, Math.max(plannedAt, now - maxPillLateness) - 1);
  return latest.fireAt <= now ? latest : nextDue(subscription, plannedAt - 1);
}

/**
 * What is left of two subscriptions of one person: the hour of the one that is running, the kept one's where both are, and
 * the topics of all that run.
 */
export function joinSubscriptions(kept: Subscription, other: Subscription): Subscription {
  const generation = Math.max(kept.generation, other.generation) + 1;
  if (other.status === 'stopped') return { ...kept, generation };
  const { topics, zone, localTime, pausedUntil, status } = other;
  if (kept.status === 'stopped') return { ...kept, topics, zone, localTime, pausedUntil, status, generation };
  return { ...kept, topics: [...new Set([...kept.topics, ...topics])], generation };
}

/** What to do with a pill that is due: send it, or record why not. */
export function pillVerdict(subscription: Subscription, due: DueDate, now: number): 'send' | 'late' | 'paused' | 'stopped' {
  if (subscription.status === 'stopped') return 'stopped';
  if (subscription.pausedUntil !== null && subscription.pausedUntil > due.fireAt) return 'paused';
  const lateness = now - due.fireAt;
  if (lateness > maxPillLateness) return 'late';
  return lateness > 60_000 && isQuiet(now, subscription.zone) ? 'late' : 'send';
}

/** Whether a channel carries a pill to someone who wrote there last at `heardAt`. */
export function isInReach(
  { name, pillWindowMs }: Pick<ChannelCapabilities, 'name' | 'pillWindowMs'>,
  { askedOn }: Pick<Subscription, 'askedOn'>,
  heardAt: number | null,
  now: number,
): boolean {
  if (pillWindowMs === undefined) return true;
  return askedOn === name && heardAt !== null && now - heardAt <= pillWindowMs;
}

function isQuiet(now: number, zone: string): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  return hour >= quietHours.from || hour < quietHours.until;
}
