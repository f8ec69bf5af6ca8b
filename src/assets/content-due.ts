import type { Entry } from '../domain/answer.ts';
import { freshness } from '../domain/answer.ts';
import type { Assets } from '../domain/assets.ts';
import { isStale } from './content-status.ts';

/** Something that somebody has to look at. */
export interface DueItem {
  readonly owner: string;
  /** ISO date: the day by which it is to be done. */
  readonly by: string;
  readonly entry: string;
  readonly what: string;
}

/** What is due within so many days of `today` (an ISO date), by owner and date. */
export function contentDue({ entries }: Pick<Assets, 'entries'>, today: string, days: number): readonly DueItem[] {
  const last = Temporal.PlainDate.from(today).add({ days }).toString();
  return [...entries.values()]
    .flatMap((entry) => [...datesDue(entry, today, last), ...textsDue(entry, today)])
    .toSorted((a, b) => compare(a.owner, b.owner) || compare(a.by, b.by) || compare(a.entry, b.entry));
}

function datesDue(entry: Entry, today: string, last: string): readonly DueItem[] {
  const { owner, id, reviewBy, expiresOn } = entry;
  const found: DueItem[] = [];
  if (expiresOn !== null && expiresOn <= last) found.push({ owner, by: expiresOn, entry: id, what: sayEnd(expiresOn, today) });
  if (reviewBy <= last) found.push({ owner, by: reviewBy, entry: id, what: sayReview(entry, today) });
  return found;
}

function sayEnd(expiresOn: string, today: string): string {
  return expiresOn < today ? 'has ended: it is no longer answered' : 'ends: renew it or take it out';
}

function sayReview(entry: Entry, today: string): string {
  const state = freshness(entry, today);
  if (state === 'expired') return 'review is long overdue: it is no longer answered';
  return state === 'overdue' ? 'review is overdue: it is answered with a caveat' : 'review';
}

function textsDue(entry: Entry, today: string): readonly DueItem[] {
  const stale = Object.values(entry.texts).filter((text) => text.body !== null && isStale(entry, text));
  if (stale.length === 0) return [];
  const languages = stale.map(({ language }) => language).join(', ');
  return [{ owner: entry.owner, by: today, entry: entry.id, what: `translate again: ${languages}` }];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
