import type { Risk } from './answer.ts';

/** A conversation on its way to, or in the hands of, a mentor. At most one is open per conversation. */
export interface Handoff {
  readonly id: string;
  readonly partnerId: string;
  readonly conversationId: string;
  readonly status: HandoffStatus;
  readonly topic: string | null;
  readonly risk: Risk;
  /** The question that led here, in the person's words. */
  readonly reason: string;
  readonly language: string;
  readonly country: string | null;
  readonly mentorId: string | null;
  readonly openedAt: number;
  readonly claimedAt: number | null;
  readonly closedAt: number | null;
  /** When the person was told an answer would come. */
  readonly promisedAt: number;
  readonly rating: number | null;
  /** Bumped by every change; a change made against an old version is refused. */
  readonly version: number;
}

export type HandoffStatus = 'queued' | 'claimed' | 'closed';
export const openHandoffStatuses: readonly HandoffStatus[] = ['queued', 'claimed'];

/** Hours until an unclaimed handoff is told to the person, by risk. Source: "H3 same working day; otherwise a day". */
export const promisedHours: Readonly<Record<Risk, number>> = { H0: 24, H1: 24, H2: 24, H3: 24 };

export function promiseFor(risk: Risk, now: number): number {
  return now + promisedHours[risk] * 3_600_000;
}
