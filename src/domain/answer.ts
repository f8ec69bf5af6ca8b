/** H0 answer · H1 answer, offer a mentor · H2 safe first step, offer a mentor · H3 referral card at once. */
export type Risk = 'H0' | 'H1' | 'H2' | 'H3';
/** V1 stable law · V2 yearly figures · V3 changes often · V4 calls with a closing date. */
export type Volatility = 'V1' | 'V2' | 'V3' | 'V4';

/** A FAQ entry: what holds in every language, and one text per language. `content/README.md` explains each field. */
export interface Entry {
  /** `<country>/<slug>`. */
  readonly id: string;
  readonly brief: string;
  readonly country: string;
  readonly area: string;
  readonly cities: readonly string[];
  readonly topic: string;
  readonly mentorTopic: string;
  readonly sectors: readonly string[];
  readonly stages: readonly string[];
  readonly risk: Risk;
  readonly volatility: Volatility;
  readonly sourceLanguage: string;
  readonly owner: string;
  /** ISO dates. */
  readonly validFrom: string;
  readonly reviewBy: string;
  readonly expiresOn: string | null;
  readonly sources: readonly Source[];
  readonly confirm: readonly string[];
  readonly terms: readonly string[];
  readonly related: readonly string[];
  readonly texts: Readonly<Record<string, EntryText>>;
}

export interface Source {
  readonly body: string;
  readonly url: string;
  /** Year, month or day of the copy that was read; null where it bore none. */
  readonly asOf: string | null;
  /** The person who opened the official page; null: nobody yet. */
  readonly openedBy: string | null;
}

export interface EntryText {
  readonly language: string;
  readonly title: string;
  readonly questions: readonly string[];
  /** The same questions in Latin letters, for languages of other scripts. */
  readonly latin: readonly string[];
  /** Words and short phrases that people use around this need, in any spelling; only searched, never shown. */
  readonly words: readonly string[];
  readonly by: string;
  /** A person; null: no person checked this text. */
  readonly reviewedBy: string | null;
  readonly sourceHash: string | null;
  /** Null: the file holds question variants only. */
  readonly body: EntryBody | null;
}

export interface EntryBody {
  readonly short: string;
  readonly full: string;
  readonly steps: readonly string[];
  readonly documents: readonly string[];
  readonly cost: string | null;
  readonly deadlines: string | null;
  readonly office: string | null;
}

/** One line of text by a human or a machine: whether it is fresh enough to be said, and with what caveat. */
export type Freshness = 'current' | 'overdue' | 'expired';

/** Days that an overdue entry still answers, with its caveat, before it is withdrawn. Source: content rules, "+30 days". */
export const overdueGraceDays = 30;

/** `today` is an ISO date. Overdue: past its review date; expired: past its end, or overdue for longer than the grace. */
export function freshness(entry: Pick<Entry, 'reviewBy' | 'expiresOn'>, today: string): Freshness {
  if (entry.expiresOn !== null && today > entry.expiresOn) return 'expired';
  if (today <= entry.reviewBy) return 'current';
  const lastDay = Temporal.PlainDate.from(entry.reviewBy).add({ days: overdueGraceDays });
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(today), lastDay) > 0 ? 'expired' : 'overdue';
}
