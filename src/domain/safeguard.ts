/** A danger that is met with a referral card at once, before anything else is understood. */
export interface Safeguard {
  readonly family: string;
  readonly mentorTopic: string;
  readonly contacts: readonly SafeguardContact[];
  readonly texts: Readonly<Record<string, SafeguardText>>;
}

export interface SafeguardContact {
  readonly country: string;
  readonly name: string;
  readonly phone: string;
  readonly hours: string | null;
}

export interface SafeguardText {
  readonly language: string;
  readonly card: string;
  /** Words and phrases on normalised text: `*` any ending, `+` all must occur. */
  readonly triggers: readonly string[];
  readonly latin: readonly string[];
  readonly by: string;
  readonly reviewedBy: string | null;
  readonly sourceHash: string | null;
}
