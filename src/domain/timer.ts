/** Something that must happen at a time: one table for all of them. An edit bumps the version, so a stale fire is skipped. */
export interface Timer {
  readonly id: string;
  readonly partnerId: string;
  readonly type: TimerType;
  /** What it belongs to: a subscription's or a handoff's id. Unique with the type. */
  readonly scope: string;
  readonly conversationId: string;
  readonly fireAt: number;
  readonly version: number;
}

export const timerTypes = ['pill-due', 'handoff-overdue'] as const;
export type TimerType = (typeof timerTypes)[number];
