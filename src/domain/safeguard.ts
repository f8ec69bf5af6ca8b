/** A danger that is met with a referral card at once, before anything else is understood. */
export interface Safeguard {
  readonly family: string;
  readonly mentorTopic: string;
  readonly contacts: readonly SafeguardContact[];
  /** Triggers made of word classes, the same in every language: `<lender> + <threat>`. */
  readonly rules: readonly string[];
  /** The words of the classes; all safeguards share one object. */
  readonly words: WordClasses;
  readonly texts: Readonly<Record<string, SafeguardText>>;
}

/** By language (`all`: words that mean the same everywhere), then by class: wordings as in `triggers`, without `+`. */
export type WordClasses = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface SafeguardContact {
  readonly country: string;
  readonly name: string;
  readonly phone: string;
  readonly hours: string | null;
}

export interface SafeguardText {
  readonly language: string;
  readonly card: string;
  /** Triggers of this language alone; content/README.md tells how they are written. */
  readonly triggers: readonly string[];
  readonly latin: readonly string[];
  readonly by: string;
  readonly reviewedBy: string | null;
  readonly sourceHash: string | null;
}
