import type { Activity as WireActivity } from 'botbuilder';
import { SportelloError } from '../../domain/errors.ts';
import type { Route, WebRequest, WebResponse } from '../../ports/channel.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { Logger } from '../../ports/logger.ts';
import { reasonOf } from './cloud.ts';
import type { Cloud } from './cloud.ts';
import { isLocalCall, isLoopback } from './local-calls.ts';
import { toPlace } from './places.ts';
import type { Places } from './places.ts';
import { toInbound } from './to-inbound.ts';

interface RouteParts {
  readonly cloud: Cloud;
  readonly places: Places;
  readonly inbox: Inbox;
  readonly logger: Logger;
  /** Nobody is authenticated: only this machine may call, and is answered. */
  readonly isLocalOnly: boolean;
}

/** Where channels post activities: stored before they are answered 200; from anyone else 401, what we can't do 501. */
export function messagesRoute(parts: RouteParts): Route {
  return { method: 'POST', path: '/api/messages', body: 'json', handle: (request) => take(parts, request) };
}

async function take(parts: RouteParts, request: WebRequest): Promise<WebResponse> {
  const activity = toActivity(request.body);
  if (parts.isLocalOnly && !(isLocalCall(request) && isLoopback(activity.serviceUrl))) {
    throw new SportelloError(
      'token-missing',
      'Without MICROSOFT_APP_ID only the Bot Framework Emulator on this machine may call.',
    );
  }
  try {
    const answer = await parts.cloud.take(request.headers['authorization'] ?? '', activity, (checked) => store(parts, checked));
    return { status: answer?.status ?? 200, json: (answer?.body ?? {}) as object };
  } catch (error) {
    if (!isRefused(error)) throw error;
    parts.logger.warn('bot framework call refused', { reason: reasonOf(error) });
    throw new SportelloError('token-missing', 'This address takes activities from the Bot Framework only.');
  }
}

async function store({ places, inbox }: RouteParts, activity: WireActivity): Promise<void> {
  const items = toInbound(activity);
  const [first] = items;
  if (first === undefined) return;
  places.notice(first.address, toPlace(activity));
  await inbox.receive(items);
  await places.keep(first.address);
}

/** The fields that everything else leans on; what they hold beyond that is looked at where it is used. */
function toActivity(body: unknown): WireActivity {
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 2_000;
  const idOf = (value: unknown): unknown => (typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined);
  const wanted = { type: fields['type'], channelId: fields['channelId'], serviceUrl: fields['serviceUrl'] };
  const ids = { from: idOf(fields['from']), recipient: idOf(fields['recipient']), conversation: idOf(fields['conversation']) };
  const bad = Object.entries({ ...wanted, ...ids }).find(([, value]) => !isText(value))?.[0];
  if (bad !== undefined)
    throw new SportelloError('body-invalid', `'${bad}' is missing or no text. Send a Bot Framework activity.`);
  if (!URL.canParse(String(fields['serviceUrl']))) throw new SportelloError('body-invalid', `'serviceUrl' is no address.`);
  return { ...fields, ...lists(fields) } as unknown as WireActivity;
}

const listNames = ['attachments', 'entities', 'membersAdded', 'membersRemoved'] as const;

/** Lists of objects and nothing else: one null in them stops `botbuilder`. */
function lists(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, readonly object[]>> {
  return Object.fromEntries(
    listNames.map((name) => {
      const list: readonly unknown[] = Array.isArray(fields[name]) ? fields[name] : [];
      return [name, list.filter((item) => typeof item === 'object' && item !== null)];
    }),
  );
}

/** `botbuilder` throws one kind of error for every fault of a token. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AuthenticationError' || ('statusCode' in error && error.statusCode === 401));
}
