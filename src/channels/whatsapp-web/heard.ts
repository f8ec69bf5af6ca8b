import type { Attachment } from '../../domain/activity.ts';
import { clean, isRecord, numberIn, textIn } from './fields.ts';
import type { Fields } from './fields.ts';

/** A message of a person, in as much as we want to know of it. */
export interface HeardMessage {
  /** WhatsApp's own, serialised: unique within the session. */
  readonly id: string;
  /** `<user>@lid` or `<user>@c.us`: where it was said, and where an answer goes. */
  readonly chat: string;
  /** Who said it: the id that is no phone number wherever WhatsApp tells one. */
  readonly person: string;
  readonly name: string;
  /** Milliseconds since 1970, from the sender's WhatsApp. */
  readonly at: number;
  readonly text: string;
  readonly attachment?: Attachment;
  readonly place?: { readonly latitude: number; readonly longitude: number };
  /** Of a corrected message: when it was corrected, in milliseconds since 1970. */
  readonly correctedAt?: number;
}

/** What a message of WhatsApp's types is for us; types that are not here say nothing (calls, notices, reactions, polls). */
const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['ptt', 'audio/ogg'],
  ['audio', 'audio/mpeg'],
  ['image', 'image/jpeg'],
  ['video', 'video/mp4'],
  ['ptv', 'video/mp4'],
  ['document', 'application/octet-stream'],
  ['sticker', 'image/webp'],
  ['vcard', 'text/vcard'],
  ['multi_vcard', 'text/vcard'],
]);
const textTypes: ReadonlySet<string> = new Set(['chat', 'buttons_response', 'list_response', 'template_button_reply']);

/** One person's own chat: no group, no status, no channel, no list of recipients. */
export function isPrivateChat(chat: string): boolean {
  return /^[^@\s]+@(c\.us|lid|s\.whatsapp\.net)$/.test(chat);
}

/** Reads the model of a message as WhatsApp's page serialises it; null for what is not said to us by one person. */
export function heardOf(model: unknown): HeardMessage | null {
  if (!isRecord(model) || !isRecord(model['id'])) return null;
  const [id, chat] = [idOf(model['id']), idOf(model['id']['remote'])];
  if (id === null || chat === null || !isForUs(model, chat)) return null;
  const content = contentOf(model);
  if (content === null) return null;
  const at = (numberIn(model, 't') ?? 0) * 1_000;
  const name = clean(textIn(model, 'notifyName') ?? '').slice(0, 100);
  return { id, chat, person: chat, name, at, ...content };
}

function isForUs(model: Fields, chat: string): boolean {
  const isOwn = isRecord(model['id']) && model['id']['fromMe'] === true;
  return !isOwn && isPrivateChat(chat) && model['isStatusV3'] !== true && model['broadcast'] !== true;
}

type Content = Pick<HeardMessage, 'text' | 'attachment' | 'place'>;

function contentOf(model: Fields): Content | null {
  const type = textIn(model, 'type') ?? '';
  if (textTypes.has(type)) {
    const text = clean(textIn(model, 'body') ?? '');
    return text === '' ? null : { text };
  }
  if (type === 'location') {
    const [latitude, longitude] = [numberIn(model, 'lat'), numberIn(model, 'lng')];
    return latitude === null || longitude === null ? null : { text: '', place: { latitude, longitude } };
  }
  const contentType = mediaTypes.get(type);
  if (contentType === undefined) return null;
  // The body of such a message is its thumbnail, or a card with a number in it: the caption alone is the person's words.
  return { text: clean(textIn(model, 'caption') ?? ''), attachment: attachmentOf(model, contentType) };
}

function attachmentOf(model: Fields, contentType: string): Attachment {
  if (contentType === 'text/vcard') return { contentType };
  const name = textIn(model, 'filename');
  const bytes = numberIn(model, 'size');
  return {
    contentType: textIn(model, 'mimetype')?.split(';', 1)[0]?.trim() || contentType,
    contentUrl: `whatsapp-web:${idOf(model['id']) ?? ''}`,
    ...(name === null ? {} : { name: clean(name) }),
    ...(bytes === null ? {} : { content: { bytes } }),
  };
}

function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return isRecord(value) ? textIn(value, '_serialized') : null;
}

/** The same once more on the other side of the wire. */
export function readHeard(value: unknown): HeardMessage | null {
  if (!isRecord(value)) return null;
  const [id, chat, person, at] = [textIn(value, 'id'), textIn(value, 'chat'), textIn(value, 'person'), numberIn(value, 'at')];
  if (id === null || chat === null || person === null || at === null || !isPrivateChat(chat)) return null;
  const correctedAt = numberIn(value, 'correctedAt');
  const attachment = readAttachment(value['attachment']);
  const place = readPlace(value['place']);
  return {
    id,
    chat,
    person,
    at,
    name: textIn(value, 'name') ?? '',
    text: textIn(value, 'text') ?? '',
    ...(correctedAt === null ? {} : { correctedAt }),
    ...(attachment === null ? {} : { attachment }),
    ...(place === null ? {} : { place }),
  };
}

function readAttachment(value: unknown): Attachment | null {
  if (!isRecord(value)) return null;
  const [contentType, contentUrl, name] = ['contentType', 'contentUrl', 'name'].map((field) => textIn(value, field));
  if (typeof contentType !== 'string') return null;
  const bytes = isRecord(value['content']) ? numberIn(value['content'], 'bytes') : null;
  return {
    contentType,
    ...(typeof contentUrl === 'string' ? { contentUrl } : {}),
    ...(typeof name === 'string' ? { name } : {}),
    ...(bytes === null ? {} : { content: { bytes } }),
  };
}

function readPlace(value: unknown): { latitude: number; longitude: number } | null {
  if (!isRecord(value)) return null;
  const [latitude, longitude] = [numberIn(value, 'latitude'), numberIn(value, 'longitude')];
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
