/** Something that must happen at a time: one table for all of them. An edit bumps the version, so a stale fire is skipped. */
export interface Timer {
  readonly id: string;
  readonly partnerId: string;
  readonly type: TimerType;
  /** What it belongs to: a subscription's, a handoff's or a code's id. Unique with the type. */
  readonly scope: string;
  readonly conversationId: string;
  readonly fireAt: number;
  readonly version: number;
}

export const timerTypes = ['pill-due', 'handoff-overdue', 'link-joined'] as const;
export type TimerType = (typeof timerTypes)[number];
