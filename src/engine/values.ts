import { zoneOfCountry } from '../domain/contact.ts';
import { nextPerson } from './next-person.ts';
import { promiseFor } from '../domain/handoff.ts';
import { linkCodeLifetimeMs } from '../domain/link.ts';
import { sayDay, sayMoment } from './dates.ts';
import { channelName, channelNames, namedWays } from './channel-names.ts';
import { displayName } from './display-names.ts';
import type { Draft } from './draft.ts';
import { languageOf, languageRow, tagOf, textVar, zoneOf } from './draft.ts';
import { cardOf } from './safeguard-card.ts';
import type { Value } from './phrase.ts';

type Say = (key: string) => string;
type Source = (draft: Draft, say: Say) => Value | null;

/** A value that any phrase may ask for by name; undefined where nothing is known. */
export function commonValue(draft: Draft, name: string, say: Say): Value | undefined {
  return values[name]?.(draft, say) ?? undefined;
}

/** Names that phrases may use anywhere, for the check of the phrases. */
export function commonValueNames(): readonly string[] {
  return Object.keys(values);
}

const values: Readonly<Record<string, Source>> = {
  runBy: (draft, say) => ({ block: say(draft.context.operator.name === null ? 'operator.unnamed' : 'operator.named') }),
  operator: ({ context }) => context.operator.name,
  contact: ({ context }) => context.operator.contact,
  /** The operator's address and privacy notice, as far as they are set. */
  reach: (draft, say) => {
    const { contact, privacyUrl } = draft.context.operator;
    const lines = [contact === null ? null : say('operator.contact'), privacyUrl === null ? null : say('operator.privacy')];
    return { block: lines.filter((line) => line !== null).join(' ') };
  },
  privacyUrl: ({ context }) => context.operator.privacyUrl,
  country: (draft) => countryName(draft, draft.contact.country),
  covered: (draft) => coveredCountries(draft),
  city: ({ contact }) => contact.city,
  language: (draft) => languageRow(draft, languageOf(draft)).name,
  /** The country whose clock it is, else the city that gives the zone its name. */
  zone: (draft) => {
    const zone = zoneOf(draft);
    const country = Object.keys(zoneOfCountry).find((code) => zoneOfCountry[code] === zone) ?? null;
    return countryName(draft, country) ?? zone.split('/').at(-1)?.replaceAll('_', ' ') ?? null;
  },
  hour: (draft) => textVar(draft, 'hour') ?? draft.context.subscription?.localTime ?? null,
  topic: (draft, say) => {
    const topic = textVar(draft, 'topic');
    return topic === null ? null : say(`topic.${topic}`);
  },
  until: (draft) => {
    const until = draft.context.subscription?.pausedUntil ?? null;
    return until === null ? null : sayDay(until, tagOf(draft), zoneOf(draft));
  },
  /** The country where the person's device says they are. */
  located: (draft) => countryName(draft, textVar(draft, 'located')),
  mentor: (draft) => textVar(draft, 'mentor'),
  /** Who writes from this phone next. */
  person: (draft) => nextPerson(draft).name,
  promise: (draft) => {
    const at = draft.context.handoff?.promisedAt ?? promiseFor('H0', draft.context.now);
    return sayMoment(at, tagOf(draft), zoneOf(draft));
  },
  office: (draft) => {
    const source = draft.assets.entries.get(draft.state.lastEntry ?? '')?.sources[0];
    return source === undefined ? null : `${source.body}, ${source.url}`;
  },
  /** Channels where the person is; where the code comes from; the one that was joined last; the one in use. */
  apps: (draft) => channelNames(draft, draft.context.link.apps),
  codeApps: (draft) => {
    const { entered } = draft.context.link;
    return entered?.status === 'open' ? channelNames(draft, entered.apps) : null;
  },
  /** A code to hand out, how long it works, and what opens another channel with it. */
  code: ({ context }) => context.link.fresh.code,
  minutes: () => Math.round(linkCodeLifetimeMs / 60_000),
  ways: (draft) => ({
    block: namedWays(draft)
      .map(({ name, url }) => `- ${name}: ${url}`)
      .join('\n'),
  }),
  newApp: (draft) => channelName(draft, textVar(draft, 'joined-app') ?? ''),
  thisApp: (draft) => channelName(draft, draft.context.channel.name),
  card: (draft, say) => ({ block: cardOf(draft, say) }),
};

/** The country's name in the person's language. */
export function countryName(draft: Draft, country: string | null): string | null {
  if (country === null) return null;
  return displayName(country.toUpperCase(), tagOf(draft), 'region') ?? country;
}

function coveredCountries(draft: Draft): string {
  const codes = new Set([...draft.assets.entries.values()].map(({ country }) => country));
  const names = [...codes].toSorted().map((code) => countryName(draft, code) ?? code);
  return new Intl.ListFormat(tagOf(draft), { type: 'conjunction' }).format(names);
}
