import type { Safeguard, SafeguardContact } from '../domain/safeguard.ts';
import type { Draft } from './draft.ts';
import { chainOf, textVar } from './draft.ts';

/** The referral card of the family in `vars.safeguard`: its text, then whom to call in the person's country. */
export function cardOf(draft: Draft, say: (key: string) => string): string {
  const safeguard = draft.assets.safeguards.get(textVar(draft, 'safeguard') ?? '');
  const text = safeguard === undefined ? undefined : textOf(safeguard, chainOf(draft));
  const contacts = (safeguard?.contacts ?? []).filter(({ country }) => country === draft.contact.country);
  const lines = contacts.length > 0 ? contacts.map(contactLine) : [say('safeguard.emergency')];
  return [text ?? say('safeguard.generic'), lines.join('\n')].join('\n\n');
}

function textOf({ texts }: Safeguard, chain: readonly string[]): string | undefined {
  const language = chain.find((code) => texts[code] !== undefined) ?? Object.keys(texts)[0];
  return language === undefined ? undefined : texts[language]?.card;
}

function contactLine({ name, phone, hours }: SafeguardContact): string {
  return hours === null ? `${name}: **${phone}**` : `${name}: **${phone}** (${hours})`;
}
