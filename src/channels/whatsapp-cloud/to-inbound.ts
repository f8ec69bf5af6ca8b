import type { Activity, Attachment } from '../../domain/activity.ts';
import type { InboundActivity } from '../../domain/inbox.ts';
import type { JsonObject } from '../../domain/json.ts';
import { readPressed } from '../pressed-value.ts';
import type { Fields } from './fields.ts';
import { fieldsIn, numberIn, textIn } from './fields.ts';
import { addressOf, channelName, namesOf } from './people.ts';

/** What the button under our templates carries: read what was held for you. */
export const openPayload = 'sportello:open';
/** The event of that button. */
export const windowOpened = 'window-opened';
/** Corrections later than this are of an old message: nobody waits for an answer to them. */
const correctionMs = 600_000;

/** What a message says to us; null for what says nothing (a deleted message, a system's note, a group's talk). */
export function toInbound(message: Fields, contact: Fields, phoneId: string): InboundActivity | null {
  const [names, id] = [namesOf(message, contact), textIn(message, 'id')];
  const said = textIn(message, 'group_id') === null ? saidIn(message) : null;
  if (names === null || id === null || said === null) return null;
  const name = textIn(fieldsIn(contact, 'profile'), 'name');
  return {
    address: addressOf(names.user),
    dedupeKey: `${phoneId}:${id}`,
    activity: {
      channelId: channelName,
      from: { id: names.user, role: 'user', ...(name === null ? {} : { name }) },
      ...said,
      channelData: { whatsapp: { messageId: id, ...referralIn(message) } },
    },
  };
}

type Said = Pick<Activity, 'type' | 'text' | 'value' | 'name' | 'attachments' | 'textFormat'>;

/** How each type of message is read. Source: Meta, "Messages webhook reference". */
const readers: Readonly<Record<string, (message: Fields) => Said | null>> = {
  text: (message) => textOf(textIn(fieldsIn(message, 'text'), 'body')),
  interactive: readInteractive,
  button: readTemplateButton,
  location: readLocation,
  // The numbers themselves are not kept: nobody is known by a phone number.
  contacts: () => fileOf({ contentType: 'text/vcard' }, null),
  image: (message) => readFile(message, 'image', 'image/jpeg'),
  document: (message) => readFile(message, 'document', 'application/octet-stream'),
  audio: (message) => readFile(message, 'audio', 'audio/ogg'),
  voice: (message) => readFile(message, 'voice', 'audio/ogg'),
  video: (message) => readFile(message, 'video', 'video/mp4'),
  sticker: (message) => readFile(message, 'sticker', 'application/vnd.whatsapp.sticker'),
  reaction: (message) => eventOf('reaction', { emoji: textIn(fieldsIn(message, 'reaction'), 'emoji') ?? '' }),
  edit: readCorrection,
  revoke: () => null,
  system: () => null,
  request_welcome: () => textOf('/start'),
};

function saidIn(message: Fields): Said | null {
  const type = textIn(message, 'type') ?? '';
  if (!Object.hasOwn(readers, type)) return fileOf({ contentType: 'application/vnd.whatsapp.unsupported' }, null);
  return readers[type]?.(message) ?? null;
}

function textOf(text: string | null): Said | null {
  return text === null ? null : { type: 'message', text, textFormat: 'plain' };
}

function eventOf(name: string, value: JsonObject): Said {
  return { type: 'event', name, value };
}

function fileOf(attachment: Attachment, caption: string | null): Said {
  return { type: 'message', text: caption ?? '', textFormat: 'plain', attachments: [attachment] };
}

/** A button or a row of ours, of this message or of an old one. */
function readInteractive(message: Fields): Said | null {
  const reply = fieldsIn(message, 'interactive');
  const chosen = fieldsIn(reply, textIn(reply, 'type') === 'list_reply' ? 'list_reply' : 'button_reply');
  const [id, title] = [textIn(chosen, 'id'), textIn(chosen, 'title')];
  if (id === null) return textOf(title);
  // A row's title is cut to its length; what a person would have read is its description.
  const { text, ...value } = readPressed(id, textIn(chosen, 'description') ?? title ?? '');
  return { type: 'message', text, textFormat: 'plain', ...value };
}

function readTemplateButton(message: Fields): Said | null {
  const button = fieldsIn(message, 'button');
  const [payload, text] = [textIn(button, 'payload'), textIn(button, 'text')];
  return payload === openPayload ? { type: 'event', name: windowOpened, ...(text === null ? {} : { text }) } : textOf(text);
}

function readLocation(message: Fields): Said | null {
  const place = fieldsIn(message, 'location');
  const [latitude, longitude] = [numberIn(place, 'latitude'), numberIn(place, 'longitude')];
  return latitude === null || longitude === null ? null : eventOf('location', { latitude, longitude });
}

/** What a message carries beside text. The file stays with WhatsApp: only its id is kept. */
function readFile(message: Fields, type: string, usual: string): Said {
  const file = fieldsIn(message, type);
  const [id, name] = [textIn(file, 'id'), textIn(file, 'filename')];
  const mime = type === 'sticker' ? usual : (textIn(file, 'mime_type')?.split(';')[0]?.trim().toLowerCase() ?? usual);
  const attachment: Attachment = {
    contentType: /^[\w.+-]+\/[\w.+-]+$/.test(mime) ? mime : usual,
    ...(id === null ? {} : { contentUrl: `${channelName}:${id}` }),
    ...(name === null ? {} : { name }),
  };
  return fileOf(attachment, textIn(file, 'caption'));
}

/** A corrected message is said anew. Messages in it have no time of their own: WhatsApp takes corrections for 15 minutes. */
function readCorrection(message: Fields): Said | null {
  const edited = fieldsIn(fieldsIn(message, 'edit'), 'message');
  const [at, first] = [numberIn(message, 'timestamp'), numberIn(edited, 'timestamp')];
  const isLate = at !== null && first !== null && (at - first) * 1_000 > correctionMs;
  return isLate || textIn(edited, 'type') !== 'text' ? null : saidIn(edited);
}

/** Which advertisement or link brought the person: its kind and number, not what it promised. */
function referralIn(message: Fields): JsonObject {
  const referral = fieldsIn(message, 'referral');
  const [type, id] = [textIn(referral, 'source_type'), textIn(referral, 'source_id')];
  return type === null && id === null ? {} : { referral: { type, id } };
}
