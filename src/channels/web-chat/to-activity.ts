import type { Activity, ChannelData } from '../../domain/activity.ts';
import type { Json } from '../../domain/json.ts';
import { SportelloError } from '../../domain/errors.ts';
import { checkId, optionalList, optionalObject, optionalText, toFields, wrongType } from './fields.ts';
import type { Fields } from './fields.ts';

/** Longest text of one message, in UTF-16 units. */
export const longestText = 4_096;
/** Far above what a client sends, far below what overflows a stack when it is written again. */
const deepest = 32;

const filesRefusal = 'Files come by the address that ends in /upload: here only words, buttons and events do.';

export interface ReceivedActivity {
  readonly activity: Activity;
  readonly clientActivityId: string | undefined;
}

/**
 * The activity that a Direct Line client posted, with only the fields we keep; who it is from is the token's matter.
 * Rejects with `body-invalid` (400, names the field), `text-too-long` (413) or `body-type` (415, files).
 */
export function toActivity(body: unknown, user: string, hasFiles = false): ReceivedActivity {
  const fields = toFields(body);
  const type = toType(typeIn(fields, hasFiles));
  if (!hasFiles) refuseFiles(fields);
  const channelData = toChannelData(optionalObject(fields, 'channelData'));
  const locale = optionalText(fields, 'locale', 35);
  const replyToId = optionalText(fields, 'replyToId', 256);
  const base: Activity = {
    type,
    from: toSender(fields, user),
    ...(locale === undefined ? {} : { locale }),
    ...(replyToId === undefined ? {} : { replyToId }),
    ...(channelData === undefined ? {} : { channelData }),
  };
  const clientActivityId = channelData?.clientActivityID;
  if (type === 'typing') return { activity: base, clientActivityId };
  return { activity: { ...base, ...(type === 'message' ? toMessage(fields, hasFiles) : toEvent(fields)) }, clientActivityId };
}

function refuseFiles(fields: Fields): void {
  if ((optionalList(fields, 'attachments')?.length ?? 0) > 0) throw new SportelloError('body-type', filesRefusal);
}

function typeIn(fields: Fields, hasFiles: boolean): unknown {
  return fields['type'] ?? (hasFiles ? 'message' : undefined);
}

function toType(type: unknown): 'message' | 'event' | 'typing' {
  if (type === 'message' || type === 'event' || type === 'typing') return type;
  const what = typeof type === 'string' ? `'${type.slice(0, 40)}'` : type === undefined ? 'missing' : 'not text';
  throw new SportelloError('body-invalid', `'type' is ${what}. Send 'message', 'event' or 'typing'.`);
}

function toSender(fields: Fields, user: string): Activity['from'] {
  const from = optionalObject(fields, 'from');
  const name = from === undefined ? undefined : optionalText(from, 'name', 128);
  return { id: user, ...(name === undefined || name === '' ? {} : { name: clean(name) }), role: 'user' };
}

function toMessage(fields: Fields, hasFiles: boolean): Partial<Activity> {
  const raw = optionalText(fields, 'text', Infinity);
  if (raw !== undefined && raw.length > longestText) {
    throw new SportelloError(
      'text-too-long',
      `The message has ${String(raw.length)} characters. Send at most ${String(longestText)}, or split it.`,
    );
  }
  const text = raw === undefined ? '' : clean(raw);
  const value = toValue(fields);
  if (text.trim() === '' && value === undefined && !hasFiles) {
    throw new SportelloError('body-invalid', `The message is empty. Send 'text', or 'value' for a button.`);
  }
  const textFormat = optionalText(fields, 'textFormat', 16) === 'markdown' ? 'markdown' : 'plain';
  return { text, textFormat, ...(value === undefined ? {} : { value }) };
}

function toEvent(fields: Fields): Partial<Activity> {
  const name = optionalText(fields, 'name', 128);
  if (name === undefined || name === '') throw new SportelloError('body-invalid', `'name' is missing. An event needs one.`);
  const value = toValue(fields);
  return { name: clean(name), ...(value === undefined ? {} : { value }) };
}

function toValue(fields: Fields): Json | undefined {
  const value = fields['value'];
  if (value === undefined || value === null) return undefined;
  checkDepth('value', value, 0);
  // It came out of JSON.parse: it is JSON.
  return value as Json;
}

/** Everything under `sportello` is ours to say. */
function toChannelData(fields: Fields | undefined): ChannelData | undefined {
  if (fields === undefined) return undefined;
  checkDepth('channelData', fields, 0);
  const { sportello: _ours, clientActivityID: id, ...rest } = fields;
  if (id === undefined || id === null) return rest;
  if (typeof id !== 'string') throw wrongType('channelData.clientActivityID', id, 'text');
  if (id.length > 128) throw new SportelloError('body-invalid', `'channelData.clientActivityID' is longer than 128 characters.`);
  return { ...rest, clientActivityID: checkId('channelData.clientActivityID', id) };
}

function checkDepth(name: string, value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= deepest) {
    throw new SportelloError('body-invalid', `'${name}' is nested more than ${String(deepest)} levels deep. Send it flatter.`);
  }
  for (const inner of Object.values(value)) checkDepth(name, inner, depth + 1);
}

/** Halves of characters and NULs are no text: PostgreSQL refuses the second, UTF-8 the first. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
