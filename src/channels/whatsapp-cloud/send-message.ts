import { SportelloError } from '../../domain/errors.ts';
import type { MessageTemplate } from '../../domain/message-template.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import type { Correspondence } from '../../ports/correspondence.ts';
import { openFile } from '../open-file.ts';
import type { Chats } from './chats.ts';
import { verdictOfError } from './condition.ts';
import type { Condition } from './condition.ts';
import { fieldsOf, listIn, textIn } from './fields.ts';
import type { Fields } from './fields.ts';
import { toBodies } from './from-activity.ts';
import type { Wording } from './from-activity.ts';
import { GraphError } from './graph-api.ts';
import type { Graph } from './graph-api.ts';
import { uploadMedia } from './media.ts';
import type { OpenMedia } from '../../ports/media.ts';
import type { Pace } from './pace.ts';
import { recipientOf } from './people.ts';
import { toSendError } from './send-error.ts';
import { toTemplate } from './templates.ts';
import { markOf } from './to-report.ts';

export interface SendParts {
  readonly graph: Graph;
  readonly phoneId: string;
  readonly chats: Chats;
  readonly pace: Pace;
  readonly condition: Condition;
  readonly correspondence: Correspondence;
  readonly wording: Wording;
  readonly templates: () => readonly MessageTemplate[];
  readonly openMedia: OpenMedia | null;
  readonly now: () => number;
  /** The person can't be reached any more. */
  readonly onGone: (message: OutboxMessage) => Promise<void>;
}

/** How long after their last message a person may be written to freely, less a minute for clocks that differ. Source: Meta. */
const windowMs = 86_400_000 - 60_000;

type Sent = { readonly providerId: string | null };

/** Sends a message in as many parts as it needs; a second try goes on after the parts that arrived. */
export async function sendMessage(parts: SendParts, message: OutboxMessage): Promise<Sent> {
  const { activity, address } = message;
  if (activity.type === 'typing') await showTyping(parts, address.externalUser);
  if (activity.type !== 'message') return { providerId: null };
  const wait = parts.chats.waitOf(address.externalUser, parts.now());
  if (wait > 0) throw new SportelloError('send-failed', 'WhatsApp asked to wait', { retryAfterMs: wait });
  try {
    const sent = (await isOpen(parts, message)) ? await sendFreely(parts, message) : await sendTemplate(parts, message);
    parts.chats.notice(address.externalUser, activity);
    return sent;
  } catch (error) {
    await noteFailure(parts, message, error);
    throw toSendError(error);
  }
}

async function isOpen({ chats, correspondence, now }: SendParts, { address }: OutboxMessage): Promise<boolean> {
  if (chats.isClosed(address.externalUser)) return false;
  const heardAt = chats.heardAt(address.externalUser) ?? (await correspondence.lastHeard(address));
  return heardAt !== null && now() - heardAt < windowMs;
}

async function sendFreely(parts: SendParts, message: OutboxMessage): Promise<Sent> {
  try {
    return await sendParts(parts, message);
  } catch (error) {
    if (!(error instanceof GraphError) || verdictOfError(error).way !== 'template') throw error;
    parts.chats.close(message.address.externalUser);
    return sendTemplate(parts, message);
  }
}

async function sendParts(parts: SendParts, message: OutboxMessage): Promise<Sent> {
  const { chats, correspondence } = parts;
  const bodies = [...(message.activity.attachments ?? []), ...toBodies(message.activity, parts.wording)];
  // After a restart only WhatsApp's reports know which parts went out.
  const known = message.attempts > 1 ? await correspondence.partsArrived(message.id) : 0;
  let providerId: string | null = null;
  for (const [index, body] of bodies.entries()) {
    if (index < Math.max(known, chats.arrivedParts(message.id))) continue;
    const isLast = index === bodies.length - 1;
    const made = 'contentType' in body ? await attach(parts, body as { readonly contentType: string }) : body;
    providerId = await post(parts, message, made, isLast ? null : index);
    chats.partArrived(message.id, index + 1);
  }
  chats.forgetParts(message.id);
  return { providerId };
}

async function attach({ graph, phoneId, openMedia }: SendParts, attachment: Parameters<OpenMedia>[0]): Promise<Fields> {
  return uploadMedia(graph, phoneId, await openFile(openMedia, attachment));
}

/** Tells what waits, once a day; the message itself follows when the person answers. */
async function sendTemplate(parts: SendParts, message: OutboxMessage): Promise<Sent> {
  const { correspondence, wording, templates } = parts;
  const language = wording.languageOf(message.activity.locale ?? 'en');
  const [body, english = body] = [language, 'en']
    .map((code) => toTemplate(templates(), message.kind, message.activity, code))
    .filter((found) => found !== null);
  if (body === undefined || english === undefined) {
    throw new SportelloError('send-refused', 'No template says that this message waits: 24 hours have passed.');
  }
  if (!(await correspondence.hold(message))) return { providerId: null };
  try {
    const sent = post(parts, message, body, null).catch((error: unknown) => {
      if (!isUntranslated(error) || language === 'en') throw error;
      parts.condition.noteError(error);
      return post(parts, message, english, null);
    });
    return { providerId: await sent };
  } catch (error) {
    // Only of one that may have arrived the rest is still promised.
    if (toSendError(error).code !== 'send-unknown') await correspondence.letGo(message);
    throw error;
  }
}

/** The template is not there, or not in this language; Meta says which of both only in words. */
function isUntranslated(error: unknown): boolean {
  return error instanceof GraphError && error.code === 132001;
}

async function post(parts: SendParts, { id, address }: OutboxMessage, body: Fields, part: number | null): Promise<string | null> {
  const { graph, phoneId, chats, pace, condition, now } = parts;
  const wait = pace.take(address.externalUser, now());
  if (wait > 0) throw new SportelloError('send-failed', 'One person gets no more messages than this', { retryAfterMs: wait });
  const answer = await graph.post(`${phoneId}/messages`, {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipientOf(address.externalUser, chats.phoneOf(address.externalUser)),
    ...body,
    biz_opaque_callback_data: markOf(id, part),
  });
  condition.noteSuccess(body['type'] === 'template' ? 'template' : 'message');
  return textIn(fieldsOf(listIn(answer, 'messages')[0]), 'id');
}

async function noteFailure({ chats, condition, now, onGone }: SendParts, message: OutboxMessage, error: unknown): Promise<void> {
  condition.noteError(error);
  if (!(error instanceof GraphError)) return;
  const { blocks, afterMs, isGone } = verdictOfError(error);
  const wait = error.retryAfterMs ?? afterMs;
  if (blocks !== null && wait !== null) chats.block(blocks === 'pair' ? message.address.externalUser : null, now() + wait);
  if (isGone) await onGone(message);
}

/** Read, and an answer in the making: one request for both. Done if WhatsApp lets us; null where nothing was heard yet. */
export async function showTyping(
  { graph, phoneId, chats, condition }: Pick<SendParts, 'graph' | 'phoneId' | 'chats' | 'condition'>,
  user: string,
): Promise<void> {
  const messageId = chats.lastMessage(user);
  if (messageId === null) return;
  const typing = chats.hasAssistant(user) ? { typing_indicator: { type: 'text' } } : {};
  const body = { messaging_product: 'whatsapp', status: 'read', message_id: messageId, ...typing };
  await graph.post(`${phoneId}/messages`, body).catch(condition.noteAnswer);
}
