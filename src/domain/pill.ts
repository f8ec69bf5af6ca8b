/** One info-pill: three points and a check question. */
export interface Pill {
  readonly id: string;
  readonly brief: string;
  readonly topic: PillTopic;
  /** Index of the right option. */
  readonly answer: number;
  readonly sourceLanguage: string;
  readonly countryLine: boolean;
  readonly texts: Readonly<Record<string, PillText>>;
}

export const pillTopics = ['marketing', 'money', 'people', 'growth'] as const;
export type PillTopic = (typeof pillTopics)[number];

export interface PillText {
  readonly language: string;
  readonly title: string;
  readonly points: readonly string[];
  readonly question: string;
  readonly options: readonly string[];
  readonly why: string;
  readonly by: string;
  readonly reviewedBy: string | null;
  readonly sourceHash: string | null;
}
