/** Which messages a template stands in for. */
export const templateUses = ['mentor', 'pill', 'notice'] as const;
export type TemplateUse = (typeof templateUses)[number];

/** What a gap of a template may be filled with: a mentor's first name, or a tip's title. */
export const templateParameters = ['mentor', 'title'] as const;
export type TemplateParameter = (typeof templateParameters)[number];

/** A message that a provider approved beforehand, and that may therefore be sent at any time. */
export interface MessageTemplate {
  /** As the provider knows it. */
  readonly name: string;
  readonly use: TemplateUse;
  readonly category: 'utility' | 'marketing';
  /** What `{{1}}`, `{{2}}` … stand for. */
  readonly parameters: readonly TemplateParameter[];
  /** Our language codes, and what the provider calls them. */
  readonly languages: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
  /** Label of the one button under it. */
  readonly button: Readonly<Record<string, string>>;
}
