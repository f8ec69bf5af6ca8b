/** A person who writes to us. Known by the addresses they write from, never by a phone number. */
export interface Contact {
  readonly id: string;
  readonly partnerId: string;
  /** Language code; null until the person chose or wrote in one. */
  readonly language: string | null;
  readonly secondLanguage: string | null;
  /** `it de hr hu si`; null until asked. */
  readonly country: string | null;
  readonly city: string | null;
  /** IANA time zone. */
  readonly zone: string | null;
  readonly sector: string | null;
  readonly stage: string | null;
  readonly createdAt: number;
}

/** What a dialog may learn about a person and keep. */
export type ContactField = 'language' | 'secondLanguage' | 'country' | 'city' | 'zone' | 'sector' | 'stage';
export const contactFields: readonly ContactField[] = [
  'language',
  'secondLanguage',
  'country',
  'city',
  'zone',
  'sector',
  'stage',
];
export type ContactChanges = Partial<Record<ContactField, string | null>>;

/** Where a person can be reached: one seat in one channel. Unique over its four parts. */
export interface Address {
  readonly channel: string;
  /** Our bot, number or page on that channel; `default` where there is one. */
  readonly account: string;
  readonly externalUser: string;
  /** The channel's own conversation. */
  readonly thread: string;
}

/** The country's zone, for people who named none. Source: IANA tz, each country's single zone on its mainland. */
export const zoneOfCountry: Readonly<Record<string, string>> = {
  it: 'Europe/Rome',
  de: 'Europe/Berlin',
  hr: 'Europe/Zagreb',
  hu: 'Europe/Budapest',
  si: 'Europe/Ljubljana',
};
