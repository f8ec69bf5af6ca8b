import type { Route, WebRequest, WebResponse } from '../../ports/channel.ts';
import { SportelloError } from '../../domain/errors.ts';
import { isSameSite } from './access.ts';
import { anyOrigin, preflight } from './direct-line.ts';
import { optionalText, toFields } from './fields.ts';
import { toActivitySet, toAfter } from './from-activity.ts';
import { streamGrant, visitorToken } from './grants.ts';
import type { WebChatParts } from './parts.ts';
import { lastRows, visit } from './visits.ts';

/** What a returning visitor gets of a long conversation: enough to go on, light on prepaid data. */
const rowsOnStart = 100;

/** What `POST /chat/start` answers. */
export interface ChatStart {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly conversationId: string;
  readonly user: string;
  /** Continues after the greeting. */
  readonly streamUrl: string;
  /** To be kept by the browser and sent at the next start. */
  readonly visitor: string;
  readonly isNew: boolean;
  /** What was said so far, after the watermark that was sent. */
  readonly greeting: ReturnType<typeof toActivitySet>;
}

/** Our own widget's way in: everything it needs in one round trip. Body: `{locale?, visitor?, watermark?}`. */
export function chatStartRoutes(parts: WebChatParts): readonly Route[] {
  const path = '/chat/start';
  return [
    { method: 'POST', path, body: 'json', headers: anyOrigin, handle: (request) => startChat(parts, request) },
    preflight(path),
  ];
}

async function startChat(parts: WebChatParts, request: WebRequest): Promise<WebResponse> {
  const origin = request.headers['origin'];
  checkPage(parts.chatOrigins, origin, request.origin);
  const fields = toFields(request.body);
  const locale = optionalText(fields, 'locale', 35) ?? null;
  const after = toAfter(optionalText(fields, 'watermark', 15));
  const { user, conversation, seat, isNew } = await visit(parts, optionalText(fields, 'visitor', 4_096), locale, request.ip);
  const rows = await lastRows(parts, seat, isNew ? 0 : after, rowsOnStart);
  const greeting = toActivitySet(rows, conversation, user, isNew ? 0 : after, parts.fileLink);
  const grantee = { user, conversation, origins: origin === undefined ? [] : [origin], tab: parts.universe.id() };
  const granted = streamGrant(parts.tokens, parts.universe, grantee, request.origin, Number(greeting.watermark));
  const started: ChatStart = {
    token: granted.token,
    expiresIn: granted.expires_in,
    conversationId: conversation,
    user,
    streamUrl: granted.streamUrl,
    visitor: visitorToken(parts.tokens, parts.universe, { user, conversation }),
    isNew,
    greeting,
  };
  return { status: isNew ? 201 : 200, json: started };
}

/** No Origin header: a page of our own in an old browser, or no page at all, which the rate limit holds back. */
function checkPage(allowed: readonly string[], origin: string | undefined, own: string): void {
  if (origin === undefined || isSameSite(origin, own)) return;
  if (allowed.includes('*') || allowed.includes(origin)) return;
  throw new SportelloError(
    'origin-refused',
    `Pages of '${origin.slice(0, 100)}' may not show this chat. The operator can allow them with CHAT_ORIGINS.`,
  );
}
