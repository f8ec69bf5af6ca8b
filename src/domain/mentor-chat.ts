import type { Address } from './contact.ts';

/** Where a mentor works from a channel's private chat, beside the desk. At most one per mentor, and one mentor per account. */
export interface MentorSeat {
  readonly mentorId: string;
  readonly partnerId: string;
  readonly address: Address;
  /** In which the chat speaks to the mentor. */
  readonly language: string;
  /** IANA time zone of the hours. */
  readonly zone: string;
  /** Local `HH:MM` between which they are told that somebody waits. */
  readonly from: string;
  readonly to: string;
  /** Of the one-time code that made it: a second delivery of the same message is no second use. */
  readonly codeHash: string;
  readonly linkedAt: number;
}

/** One handoff as it stands in one mentor's chat. */
export interface MentorCard {
  readonly handoffId: string;
  readonly mentorId: string;
  readonly partnerId: string;
  /** The channel's id of the message; null: none was sent yet. */
  readonly messageId: string | null;
  /** What the message says now; compared with what it should say. */
  readonly shown: string;
  /** The mentor answers from this chat. */
  readonly isHere: boolean;
  /** By which the chat tells this person from the others the mentor has; null until taken here. */
  readonly number: number | null;
  /** The person's words up to this row were passed on. */
  readonly relayedSeq: number;
}

/** Where nothing else is set: nobody is called at night. */
export const defaultHours = { from: '08:00', to: '20:00' } as const;

/** Whether the mentor wants to hear of new people now (milliseconds since 1970). From 22:00 to 06:00 spans midnight. */
export function isWithinHours({ zone, from, to }: Pick<MentorSeat, 'zone' | 'from' | 'to'>, now: number): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
  return from <= to ? local >= from && local < to : local >= from || local < to;
}
