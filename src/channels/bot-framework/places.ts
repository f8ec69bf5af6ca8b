import type { Activity as WireActivity, ConversationReference } from 'botbuilder';
import type { Address } from '../../domain/contact.ts';
import type { Correspondence } from '../../ports/correspondence.ts';

/** How to speak in a conversation later: Bot Framework's conversation reference, kept as JSON with the address. */
export type Place = Partial<ConversationReference>;

export interface Places {
  /** From the moment on in which the person is heard. */
  notice(address: Address, place: Place): void;
  /** Stores what was noticed; the address must be known by then. */
  keep(address: Address): Promise<void>;
  /** Null where the person never wrote. */
  of(address: Address): Promise<Place | null>;
}

/** Beyond this the place unused longest is read from the database again. */
const mostRemembered = 5_000;

export function createPlaces(correspondence: Pick<Correspondence, 'keepPlace' | 'placeOf'>): Places {
  const known = new Map<string, string>();
  const kept = new Map<string, string>();
  const remember = (map: Map<string, string>, key: string, text: string): void => {
    map.delete(key);
    map.set(key, text);
    const oldest = map.keys().next();
    if (map.size > mostRemembered && oldest.done !== true) map.delete(oldest.value);
  };
  return {
    notice: (address, place) => remember(known, keyOf(address), JSON.stringify(place)),
    keep: async (address) => {
      const key = keyOf(address);
      const text = known.get(key);
      if (text === undefined || kept.get(key) === text) return;
      await correspondence.keepPlace(address, text);
      remember(kept, key, text);
    },
    of: async (address) => {
      const text = known.get(keyOf(address)) ?? (await correspondence.placeOf(address));
      return text === null ? null : (JSON.parse(text) as Place);
    },
  };
}

/** Only what is needed to speak there: no name of a person. */
export function toPlace({ serviceUrl, channelId, conversation, recipient, from, locale }: WireActivity): Place {
  const { id, isGroup, tenantId, conversationType } = conversation;
  return {
    serviceUrl,
    channelId,
    bot: { id: recipient.id, name: '' },
    user: { id: from.id, name: '' },
    conversation: { id, isGroup, name: '', conversationType, ...(tenantId === undefined ? {} : { tenantId }) },
    ...(locale === undefined ? {} : { locale }),
  };
}

function keyOf({ account, externalUser, thread }: Address): string {
  return JSON.stringify([account, externalUser, thread]);
}
