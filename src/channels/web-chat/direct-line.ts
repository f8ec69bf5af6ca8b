import type { Route, WebRequest, WebResponse } from '../../ports/channel.ts';
import { SportelloError } from '../../domain/errors.ts';
import { checkSecret, claimsFor, claimsOf, seatOf } from './access.ts';
import { checkId, optionalList, optionalObject, optionalText, toFields, wrongType } from './fields.ts';
import { toActivitySet, toAfter } from './from-activity.ts';
import { grant, streamGrant } from './grants.ts';
import type { WebChatParts } from './parts.ts';
import { sendActivity, sendWithFiles } from './send-activity.ts';
import { readUpload } from './upload.ts';
import { toActivity } from './to-activity.ts';

/** Most activities in one answer; the watermark says where the rest begins. */
export const activitiesPerSet = 100;

/**
 * A token, and not the browser, says who may call: so pages of any origin may read the answers, errors included. That
 * the page is one of the token's is checked before anything is done.
 */
export const anyOrigin = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After' } as const;

type Handler = (parts: WebChatParts, request: WebRequest) => Promise<WebResponse>;

/** Direct Line 3.0 over REST. Source: its reference, and what botframework-directlinejs 0.15 sends. */
export function directLineRoutes(parts: WebChatParts): readonly Route[] {
  const root = '/v3/directline';
  const conversation = `${root}/conversations/:conversation`;
  const table: readonly (readonly [Route['method'], string, Route['body'], Handler])[] = [
    // The two that are called most come first: routes are tried in order.
    ['POST', `${conversation}/activities`, 'json', postActivity],
    ['GET', `${conversation}/activities`, 'none', getActivities],
    ['GET', conversation, 'none', reconnect],
    ['POST', `${root}/conversations`, 'json', startConversation],
    ['POST', `${root}/tokens/generate`, 'json', generateToken],
    ['POST', `${root}/tokens/refresh`, 'none', refreshToken],
    ['POST', `${conversation}/upload`, 'file', takeUpload],
  ];
  const routes = table.map(([method, path, body, handle]): Route => ({
    method,
    path,
    body,
    headers: anyOrigin,
    handle: (request) => handle(parts, request),
  }));
  const preflights = [...new Set(table.map(([, path]) => path))].map((path) => preflight(path));
  return [...routes, ...sessionRoutes(parts, `${root}/session/getsessionid`), ...preflights];
}

/** Says yes to the question that a browser asks before it sends our headers from another origin. */
export function preflight(path: string): Route {
  const headers = {
    ...anyOrigin,
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With',
    // Chromium keeps it for two hours at most.
    'Access-Control-Max-Age': '7200',
  };
  return { method: 'OPTIONS', path, body: 'none', headers, handle: () => Promise.resolve({ status: 204 }) };
}

const postActivity: Handler = async (parts, request) => {
  const claims = claimsFor(parts.tokens, request);
  const { activity, clientActivityId } = toActivity(request.body, claims.user);
  if (activity.type === 'typing') return { status: 200, json: { id: parts.universe.id() } };
  await seatOf(parts.chats, claims);
  return { status: 200, json: { id: await sendActivity(parts, claims, activity, clientActivityId) } };
};

const getActivities: Handler = async (parts, request) => {
  const claims = claimsFor(parts.tokens, request);
  const after = toAfter(request.query['watermark']);
  const seat = await seatOf(parts.chats, claims);
  const rows = await parts.chats.transcript(seat, after, activitiesPerSet);
  return { status: 200, json: toActivitySet(rows, claims.conversation, claims.user, after, parts.fileLink) };
};

/** Every page that starts a conversation is a tab of its own, even with the same token. */
const startConversation: Handler = async (parts, request) => {
  const claims = claimsOf(parts.tokens, request);
  const locale = optionalText(toFields(request.body), 'locale', 35);
  const { isNew } = await parts.chats.start(claims.user, claims.conversation, locale ?? null);
  const grantee = { ...claims, tab: parts.universe.id() };
  return { status: isNew ? 201 : 200, json: streamGrant(parts.tokens, parts.universe, grantee, request.origin, 0) };
};

const reconnect: Handler = async (parts, request) => {
  const claims = claimsFor(parts.tokens, request);
  await seatOf(parts.chats, claims);
  const after = toAfter(request.query['watermark']);
  return { status: 200, json: streamGrant(parts.tokens, parts.universe, claims, request.origin, after) };
};

const generateToken: Handler = async (parts, request) => {
  checkSecret(request, parts.directLineSecret);
  const fields = toFields(request.body);
  const user = optionalObject(fields, 'user');
  const id = user === undefined ? undefined : optionalText(user, 'id', 128);
  const grantee = {
    // Nobody but the server may say who somebody is: without an id the person is a stranger.
    user: id === undefined ? `dl_${parts.universe.id()}` : checkId('user.id', id),
    conversation: parts.universe.id(),
    origins: toOrigins(optionalList(fields, 'trustedOrigins') ?? optionalList(fields, 'TrustedOrigins') ?? []),
    tab: parts.universe.id(),
  };
  return await Promise.resolve({ status: 200, json: grant(parts.tokens, parts.universe, grantee) });
};

function toOrigins(list: readonly unknown[]): readonly string[] {
  return list.map((origin) => {
    if (typeof origin !== 'string') throw wrongType('trustedOrigins', origin, 'a list of texts');
    if (URL.canParse(origin) && new URL(origin).origin === origin.replace(/\/$/, '')) return origin.replace(/\/$/, '');
    throw new SportelloError(
      'body-invalid',
      `'trustedOrigins' has something that is no origin. Send such as 'https://example.org'.`,
    );
  });
}

const refreshToken: Handler = async (parts, request) => {
  const claims = claimsOf(parts.tokens, request);
  return await Promise.resolve({ status: 200, json: grant(parts.tokens, parts.universe, claims) });
};

const takeUpload: Handler = async (parts, request) => {
  const claims = claimsFor(parts.tokens, request);
  const { conversationId } = await seatOf(parts.chats, claims);
  const { activity: sent, files } = await readUpload(request);
  const { activity, clientActivityId } = toActivity(toFields(sent), claims.user, true);
  const visitor = { user: claims.user, conversation: claims.conversation, conversationId };
  return { status: 200, json: { id: await sendWithFiles(parts, visitor, activity, files, clientActivityId) } };
};

function namedOrigin(request: WebRequest): Readonly<Record<string, string>> {
  const origin = request.headers['origin'] ?? '*';
  return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' };
}

/** directlinejs asks this one with credentials: then `*` does not do, and the origin must be named. */
function sessionRoutes(parts: WebChatParts, path: string): readonly Route[] {
  const asked = preflight(path);
  return [
    {
      method: 'GET',
      path,
      body: 'none',
      handle: async (request) =>
        await Promise.resolve({
          status: 200,
          headers: namedOrigin(request),
          json: { sessionId: claimsOf(parts.tokens, request).conversation },
        }),
    },
    { ...asked, handle: async (request) => await Promise.resolve({ status: 204, headers: namedOrigin(request) }) },
  ];
}
