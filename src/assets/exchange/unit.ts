/** One piece of text that a translator sees: a title or a section of one file. */
export interface Unit {
  /** The translated file below the content folder, without its language: `answers/it/open-bar`. */
  readonly thing: string;
  /** `title`, or the section's key: `short`, `steps` … */
  readonly field: string;
  /** In the language it is translated from; Markdown as it stands in the file. */
  readonly source: string;
  /** Empty where there is no translation yet. */
  readonly target: string;
}

/** What goes out to a translator, and comes back. */
export interface Exchange {
  readonly sourceLanguage: string;
  readonly language: string;
  readonly units: readonly Unit[];
}
