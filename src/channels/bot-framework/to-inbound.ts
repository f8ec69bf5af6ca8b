import { TurnContext } from 'botbuilder';
import type { Activity as WireActivity } from 'botbuilder';
import type { Activity } from '../../domain/activity.ts';
import type { Address } from '../../domain/contact.ts';
import type { InboundActivity } from '../../domain/inbox.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { filesIn } from './file-source.ts';

/** What a web visitor may send at once, too: above it nobody types. */
const longestText = 4_096;

/** What an activity says to us: nothing, or one thing. */
export function toInbound(activity: WireActivity): readonly InboundActivity[] {
  const said = toSaid(activity);
  if (said === null) return [];
  const { from, locale } = activity;
  const name = clean(from.name ?? '');
  const base: Omit<Activity, 'type'> = {
    channelId: 'bot-framework',
    from: { id: from.id, ...(name === '' ? {} : { name }), role: 'user' },
    ...(locale === undefined ? {} : { locale }),
  };
  return [{ address: addressOf(activity), dedupeKey: keyOf(activity), activity: { ...base, ...said } }];
}

/** In a group everybody has a conversation of their own. The account tells Teams from the Emulator. */
function addressOf({ channelId, conversation, from }: WireActivity): Address {
  return { channel: 'bot-framework', account: channelId, externalUser: from.id, thread: conversation.id };
}

/** A correction bears the number of what it corrects. */
function keyOf({ type, id, channelId, conversation, from, timestamp }: WireActivity): string {
  const number = id ?? `${from.id} ${String(timestamp)}`;
  const version = type === 'message' ? '' : ` ${type} ${String(timestamp)}`;
  return `${channelId} ${conversation.id} ${number}${version}`.slice(0, 1_000);
}

type Said = Pick<Activity, 'type' | 'text' | 'value' | 'name' | 'attachments' | 'textFormat'>;

function toSaid(activity: WireActivity): Said | null {
  switch (activity.type) {
    case 'message':
    case 'messageUpdate':
      return toMessage(activity);
    case 'installationUpdate':
    case 'contactRelationUpdate':
      return activity.action === 'remove' ? { type: 'event', name: 'left' } : null;
    case 'conversationUpdate':
      return isNewcomer(activity) ? { type: 'message', text: '/start', textFormat: 'plain' } : null;
    default:
      return null;
  }
}

function toMessage(activity: WireActivity): Said | null {
  const place = placeIn(activity);
  if (place !== null) return { type: 'event', name: 'location', value: place };
  const text = clean(textOf(activity)).slice(0, longestText);
  const value = pressedValue(activity.value);
  const attachments = filesIn(activity);
  if (text === '' && value === null && attachments.length === 0) return null;
  return {
    type: 'message',
    text,
    textFormat: 'plain',
    ...(value === null ? {} : { value }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/** In a group the bot is called by its name, which is none of the words. */
function textOf(activity: WireActivity): string {
  if (typeof activity.text !== 'string') return '';
  return TurnContext.removeRecipientMention({ ...activity });
}

/** A button's value: bare, or in the object that Teams makes of it. */
function pressedValue(value: unknown): Json | null {
  if (typeof value === 'string') return clean(value);
  const inner: unknown = typeof value === 'object' && value !== null && 'sportello' in value ? value.sportello : null;
  return typeof inner === 'string' ? clean(inner) : null;
}

/** Where the person says they are, in degrees. Source: the activity schema's `Place` and `GeoCoordinates`. */
function placeIn({ entities }: WireActivity): JsonObject | null {
  for (const entity of Array.isArray(entities) ? entities : []) {
    const found = entity as { readonly geo?: unknown } & Readonly<Record<string, unknown>>;
    const { latitude, longitude } = (found.geo ?? found) as Readonly<Record<string, unknown>>;
    if (typeof latitude === 'number' && typeof longitude === 'number') return { latitude, longitude };
  }
  return null;
}

/** Somebody opened a chat with us alone: they are greeted. */
function isNewcomer({ conversation, membersAdded, recipient, from }: WireActivity): boolean {
  if (conversation.isGroup || !Array.isArray(membersAdded)) return false;
  return from.id !== recipient.id && membersAdded.some(({ id }) => id === recipient.id);
}

/** Halves of characters and NULs are no text: PostgreSQL refuses the second, UTF-8 the first. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim();
}
