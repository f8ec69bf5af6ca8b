// Scales of content/README.md.

export const countries = ['it', 'de', 'hr', 'hu', 'si'] as const;
/** Languages in which a country's answers are written out; in all others there are at least questions that find them. */
export const textLanguages: Readonly<Record<string, readonly string[]>> = {
  it: ['it', 'en', 'ar', 'zh', 'es', 'fr', 'bn', 'ur', 'uk', 'sq'],
  de: ['de', 'en', 'ar', 'uk'],
  hr: ['hr', 'en', 'uk'],
  hu: ['hu', 'en', 'zh', 'uk'],
  si: ['sl', 'en', 'hr', 'sq'],
};

export const topics = ['residence', 'starting', 'food', 'fashion', 'hiring', 'tax', 'money', 'rights', 'place'] as const;
export const mentorTopics = [
  'permits',
  'startup',
  'tax',
  'money',
  'food',
  'fashion',
  'marketing',
  'people',
  'place',
  'rights',
  'growth',
] as const;
export const sectors = ['all', 'fashion', 'design', 'food', 'beauty'] as const;
export const stages = ['idea', 'start', 'running', 'growth', 'trouble', 'closing'] as const;
export const risks = ['H0', 'H1', 'H2', 'H3'] as const;
export const volatilities = ['V1', 'V2', 'V3', 'V4'] as const;
export const safeguardFamilies = [
  'violence',
  'exploitation',
  'threats',
  'expulsion',
  'accident',
  'food-poisoning',
  'self-harm',
] as const;

/** Of answers, in the order in which they are shown. */
export const answerSections = ['short', 'full', 'steps', 'documents', 'cost', 'deadlines', 'office'] as const;
export const pillSections = ['points', 'question', 'options', 'why'] as const;
