import type { InboundActivity } from '../../domain/inbox.ts';
import { SportelloError } from '../../domain/errors.ts';
import type { Correspondence } from '../../ports/correspondence.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Chats, HeardMessage } from './chats.ts';
import type { Condition } from './condition.ts';
import type { Fields } from './fields.ts';
import { fieldsIn, numberIn, textIn } from './fields.ts';
import type { Graph } from './graph-api.ts';
import { addressOf, isNumber, leaving, namesOf, scopedIn } from './people.ts';
import { readWebhook } from './read-webhook.ts';
import type { Webhook } from './read-webhook.ts';
import { showTyping } from './send-message.ts';
import { toInbound, windowOpened } from './to-inbound.ts';
import { toReport } from './to-report.ts';
import type { Told } from './to-report.ts';

export interface TakeParts {
  readonly graph: Graph;
  readonly phoneId: string;
  readonly inbox: Inbox;
  readonly correspondence: Correspondence;
  readonly chats: Chats;
  readonly condition: Condition;
  readonly logger: Logger;
  readonly now: () => number;
}

/** A message older than this opens no window any more; webhooks come again for up to seven days. Source: Meta. */
const windowMs = 86_400_000;

/** Stores what a webhook says: all its messages in one commit. Resolves when it may be acknowledged. */
export async function takeWebhook(parts: TakeParts, payload: unknown): Promise<void> {
  const webhook = readWebhook(payload, parts.phoneId);
  tellOperator(parts, webhook);
  const told = webhook.statuses.flatMap((status) => toReport(status, parts.now()) ?? []);
  for (const each of told) heed(parts, each);
  await parts.correspondence.report(told.map(({ report }) => report));
  await joinNames(parts, webhook);
  const heard = webhook.messages.flatMap(({ message, contact }) => read(parts, message, contact));
  const opened = await openWindows(parts, heard);
  const items = [...heard.map(({ item }) => (opened === 0 ? asMenu(item) : item)), ...leavings(parts, told, webhook)];
  const receipts = items.length === 0 ? [] : await parts.inbox.receive(items);
  const fresh = items.filter((item, index) => receipts[index]?.status === 'stored' && item.activity.name !== 'left');
  for (const user of new Set(fresh.map(({ address }) => address.externalUser))) void showTyping(parts, user);
}

interface Heard extends HeardMessage {
  readonly item: InboundActivity;
}

/** A message that we can't read must not hold up those beside it. */
function read({ phoneId, now, logger }: TakeParts, message: Fields, contact: Fields): readonly Heard[] {
  const item = toInbound(message, contact, phoneId);
  if (item === null) logger.info('whatsapp message says nothing to us', { type: typeOf(message) });
  const seconds = numberIn(message, 'timestamp');
  const at = seconds === null || seconds <= 0 ? now() : Math.min(seconds * 1_000, now());
  const phone = namesOf(message, contact)?.before ?? null;
  return item === null ? [] : [{ item, at, messageId: textIn(message, 'id') ?? '', phone }];
}

/** Of a word that somebody else wrote only what may stand in a log. */
function typeOf(message: Fields): string {
  return /^\w{1,30}$/.exec(textIn(message, 'type') ?? '')?.[0] ?? 'unknown';
}

/** Who wrote may be written to freely; what waited for that leaves. How many messages did. */
async function openWindows({ chats, correspondence, now }: TakeParts, heard: readonly Heard[]): Promise<number> {
  const recent = heard.filter(({ at }) => now() - at < windowMs);
  for (const { item, ...message } of recent) chats.heard(item.address.externalUser, message);
  const users = new Map(recent.map(({ item }) => [item.address.externalUser, item.address]));
  return users.size === 0 ? 0 : correspondence.release([...users.values()]);
}

/** The template's button was pressed, and what it promised is of no use any more: the person gets the menu. */
function asMenu(item: InboundActivity): InboundActivity {
  const { activity } = item;
  if (activity.name !== windowOpened) return item;
  const { name: _name, ...rest } = activity;
  return { ...item, activity: { ...rest, type: 'message', text: activity.text ?? '', textFormat: 'plain', value: '>menu' } };
}

/** A failure that WhatsApp reports later counts as one that it reported at once. */
function heed({ chats, condition }: TakeParts, { report, verdict, user }: Told): void {
  if (verdict === null) return;
  condition.noteVerdict(verdict, report.error ?? '');
  if (verdict.way === 'template' && user !== null) chats.close(user);
}

/** Whoever can't be reached or wants no more tips: what they subscribed to ends. */
function leavings({ phoneId }: TakeParts, told: readonly Told[], { wishes }: Webhook): readonly InboundActivity[] {
  const gone = told.flatMap(({ verdict, user, report }) =>
    verdict?.isGone === true && user !== null ? [leaving(user, `${phoneId}:gone:${report.providerId}`)] : [],
  );
  const unwilling = wishes
    .filter((wish) => textIn(wish, 'value') === 'stop')
    .flatMap((wish) => {
      const user = scopedIn(wish, 'user_id') ?? textIn(wish, 'wa_id');
      return user === null ? [] : [leaving(user, `${phoneId}:wish:${user}:${textIn(wish, 'timestamp') ?? ''}`)];
    });
  return [...gone, ...unwilling];
}

/** People who were known by their number get an id, and people whose number changed get another one: they stay the same. */
async function joinNames({ correspondence }: TakeParts, { messages }: Webhook): Promise<void> {
  for (const { message, contact } of messages) {
    const names = namesOf(message, contact);
    if (names !== null && names.before !== null) await correspondence.joinNames(addressOf(names.before), addressOf(names.user));
    const system = fieldsIn(message, 'system');
    await follow(correspondence, scopedIn(system, 'previous_user_id'), scopedIn(system, 'user_id'));
    await follow(correspondence, textIn(message, 'from'), textIn(system, 'wa_id'));
  }
}

async function follow(correspondence: Correspondence, before: string | null, now: string | null): Promise<void> {
  if (before === null || now === null || before === now || isNumber(before) !== isNumber(now)) return;
  await correspondence.joinNames(addressOf(before), addressOf(now));
}

function tellOperator({ logger, phoneId }: TakeParts, { notices, strangers }: Webhook): void {
  for (const notice of notices) logger.warn(`whatsapp says: ${notice.slice(0, 200)}`);
  if (strangers.length > 0)
    logger.warn('whatsapp webhook is for another number than WHATSAPP_CLOUD_PHONE_ID', { expected: phoneId });
}

/** Parses a webhook whose signature was checked. */
export function parsePayload(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch (cause) {
    throw new SportelloError('body-malformed', 'The body is not valid JSON. Check its quotes, commas and brackets.', { cause });
  }
}
