import { createHash } from 'node:crypto';
import type { Activity } from '../../domain/activity.ts';
import type { Language } from '../../domain/language.ts';
import type { TranscriptRow } from '../../domain/transcript.ts';
import type { Route, WebRequest, WebResponse } from '../../ports/channel.ts';
import { SportelloError } from '../../domain/errors.ts';
import { visitorToken } from './grants.ts';
import { htmlResponse } from './host-page.ts';
import { pageLanguage } from './page-language.ts';
import type { WebChatParts } from './parts.ts';
import { plainCss } from './plain-css.ts';
import { plainFilePath } from './plain-files.ts';
import { lastActions, plainAddress, renderPlainPage } from './plain-page.ts';
import type { PlainPhrases } from './plain-page.ts';
import { sendActivity, sendWithFiles } from './send-activity.ts';
import { toActivity } from './to-activity.ts';
import { visitorTokenSeconds } from './tokens.ts';
import { readMultipart } from './upload.ts';
import type { UploadedFile } from './upload.ts';
import { lastRows, returning, visit } from './visits.ts';
import type { Visit } from './visits.ts';

const path = '/chat/plain';
const cookieName = 'sportello_visitor';
const rowsOnPage = 60;
/** How long a person looks at a blank page before the reply must be there. */
const patienceMs = 2_000;

/** The chat as a form: no script, one cookie, buttons that submit. */
export function plainChatRoutes(parts: WebChatParts): readonly Route[] {
  return [
    { method: 'GET', path, body: 'none', handle: (request) => show(parts, request) },
    { method: 'POST', path, body: 'form', handle: (request) => send(parts, request, null) },
    {
      method: 'POST',
      path: plainFilePath,
      body: 'file',
      handle: (request) => sendFile(parts, request),
      refuse: (request, fault) => refuseFile(parts, request, fault),
    },
    {
      method: 'GET',
      path: '/chat/plain.css',
      body: 'none',
      handle: () =>
        Promise.resolve({
          status: 200,
          text: plainCss,
          headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
        }),
    },
  ];
}

async function show(parts: WebChatParts, request: WebRequest): Promise<WebResponse> {
  const { language } = wordsOf(parts, request);
  return await shown(parts, request, async () => {
    const found = await visit(parts, cookieOf(request), language.tag, request.ip);
    return await render(parts, request, found, { status: 200, draft: '', alert: null, isOfFile: false });
  });
}

/** A refusal as a page: the person reads no JSON. */
async function shown(parts: WebChatParts, request: WebRequest, work: () => Promise<WebResponse>): Promise<WebResponse> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SportelloError) || error.status >= 500) throw error;
    return bare(parts, request, error);
  }
}

type Form = Readonly<Record<string, string>>;

/** `files` null: the form has none. */
async function send(parts: WebChatParts, request: WebRequest, files: readonly UploadedFile[] | null): Promise<WebResponse> {
  const form = request.body as Form;
  const token = cookieOf(request);
  const found = token === undefined ? null : await returning(parts, token);
  if (found === null || !isOwnForm(parts, request, form, found)) {
    return await again(parts, request, form, files !== null);
  }
  const rows = await lastRows(parts, found.seat, 0, rowsOnPage);
  try {
    await say(parts, found, form, rows, files ?? []);
  } catch (error) {
    if (!(error instanceof SportelloError) || error.status >= 500) throw error;
    const alert = alertOf(wordsOf(parts, request, rows).phrases, error);
    return await render(parts, request, found, {
      status: error.status,
      draft: form['text'] ?? '',
      alert,
      isOfFile: files !== null,
    });
  }
  await parts.chats.settled(found.seat.conversationId, patienceMs);
  return { status: 303, headers: { Location: plainAddress(wordsOf(parts, request).chosen) } };
}

async function say(
  parts: WebChatParts,
  found: Visit,
  form: Form,
  rows: readonly TranscriptRow[],
  files: readonly UploadedFile[],
): Promise<void> {
  const activity = toSaid(form, rows, found.user, files.length > 0);
  if (activity === null) return;
  const key = formKey(form, files);
  if (files.length === 0) await sendActivity(parts, found, activity, key);
  else await sendWithFiles(parts, { ...found, conversationId: found.seat.conversationId }, activity, files, key);
}

async function sendFile(parts: WebChatParts, request: WebRequest): Promise<WebResponse> {
  try {
    const { fields, files } = await readMultipart(request);
    return await send(parts, { ...request, body: fields }, files);
  } catch (fault) {
    if (!(fault instanceof SportelloError) || fault.status >= 500) throw fault;
    return await refuseFile(parts, { ...request, body: undefined }, fault);
  }
}

/** The page with the reason, for a form whose fields could not be read: what was written beside the file is lost. */
async function refuseFile(parts: WebChatParts, request: WebRequest, fault: SportelloError): Promise<WebResponse> {
  const { phrases, language } = wordsOf(parts, request);
  return await shown(parts, request, async () => {
    const found = await visit(parts, cookieOf(request), language.tag, request.ip);
    const alert = alertOf(phrases, fault);
    return await render(parts, request, found, { status: fault.status, draft: '', alert, isOfFile: true });
  });
}

/** The page anew, with what was written, for a form that we don't know: a person must press the button once more. */
async function again(parts: WebChatParts, request: WebRequest, form: Form, isOfFile: boolean): Promise<WebResponse> {
  const { phrases, language } = wordsOf(parts, request);
  return await shown(parts, request, async () => {
    const found = await visit(parts, cookieOf(request), language.tag, request.ip);
    const alert = isOfFile ? phrases.chooseAgain : phrases.stale;
    return await render(parts, request, found, { status: 403, draft: form['text'] ?? '', alert, isOfFile });
  });
}

/** The cookie alone proves nothing: another site's form would carry it, too. */
function isOwnForm(parts: WebChatParts, request: WebRequest, form: Form, { user }: Visit): boolean {
  if (request.headers['sec-fetch-site'] === 'cross-site') return false;
  return parts.tokens.isProof(user, form['proof'] ?? '');
}

/** Null when nothing was written. A pressed button is said with its label, and means its value. */
function toSaid(form: Form, rows: readonly TranscriptRow[], user: string, hasFiles: boolean): Activity | null {
  const { choose, text = '' } = form;
  if (choose === undefined) {
    // Browsers send a form's line ends as CR LF and count them as one in `maxlength`.
    const said = text.replaceAll('\r\n', '\n');
    return said.trim() === '' && !hasFiles ? null : toActivity({ type: 'message', text: said }, user, hasFiles).activity;
  }
  const title = lastActions(rows).find(({ value }) => value === choose)?.title ?? choose;
  return toActivity({ type: 'message', text: title, value: choose, channelData: { postBack: true } }, user).activity;
}

/** The same form sent twice says it once; the form filled anew after going back says something else. */
function formKey(form: Form, files: readonly UploadedFile[]): string {
  const { key = '', choose = '', text = '' } = form;
  const whole = createHash('sha256').update(JSON.stringify([key, choose, text]));
  for (const { bytes } of files) whole.update(bytes);
  return `form:${whole.digest('base64url')}`;
}

interface Shape {
  readonly status: number;
  readonly draft: string;
  readonly alert: string | null;
  /** Draft and alert belong to the form with the file. */
  readonly isOfFile: boolean;
}

async function render(parts: WebChatParts, request: WebRequest, found: Visit, shape: Shape): Promise<WebResponse> {
  const rows = await lastRows(parts, found.seat, 0, rowsOnPage);
  const html = renderPlainPage({
    ...wordsOf(parts, request, rows),
    languages: parts.languages(),
    rows,
    proof: parts.tokens.proof(found.user),
    key: parts.universe.id(),
    draft: shape.draft,
    alert: shape.alert,
    isOfFile: shape.isOfFile,
    fileAddress: (mediaId) => parts.fileLink(found.conversation, mediaId),
  });
  const secure = request.origin.startsWith('https:') ? '; Secure' : '';
  const cookie = `${cookieName}=${visitorToken(parts.tokens, parts.universe, found)}; Path=/chat; HttpOnly; SameSite=Lax${secure}`;
  return htmlResponse(shape.status, html, { 'Set-Cookie': `${cookie}; Max-Age=${String(visitorTokenSeconds)}` });
}

/** A page for somebody whose conversation we can't show: the reason, and the way to a new one. */
function bare(parts: WebChatParts, request: WebRequest, error: SportelloError): WebResponse {
  const words = wordsOf(parts, request);
  const nothing = { rows: [], proof: '', key: '', draft: '', isOfFile: false, fileAddress: () => '' };
  const html = renderPlainPage({ ...words, languages: parts.languages(), ...nothing, alert: alertOf(words.phrases, error) });
  return htmlResponse(error.status, html, {});
}

function alertOf(phrases: PlainPhrases, { code }: SportelloError): string {
  if (code === 'body-type' || code === 'body-too-large') return phrases.refusedFile;
  if (code === 'body-malformed') return phrases.chooseAgain;
  if (code === 'text-too-long') return phrases.tooLong;
  return code === 'too-many-requests' ? phrases.tooFast : phrases.failed;
}

interface Words {
  readonly language: Language;
  readonly chosen: string;
  readonly phrases: PlainPhrases;
}

/** The language that was chosen, else that of the last reply, else the browser's. */
function wordsOf(parts: WebChatParts, request: WebRequest, rows: readonly TranscriptRow[] = []): Words {
  const chosen = ((request.body as Form | undefined)?.['lang'] ?? request.query['lang'] ?? '').slice(0, 35);
  const spoken = rows.findLast(({ actor, activity }) => actor === 'bot' && activity.locale !== undefined)?.activity.locale;
  const language = pageLanguage(parts.languages(), chosen, spoken, request.headers['accept-language']);
  return { language, chosen, phrases: parts.phrases(language.code) };
}

function cookieOf(request: WebRequest): string | undefined {
  const pairs = (request.headers['cookie'] ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${cookieName}=`));
  return found?.slice(cookieName.length + 1);
}
