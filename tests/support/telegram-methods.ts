import { readTelegramHtml } from './telegram-html.ts';

/** One call that the bot made, as it arrived. */
export interface BotCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly ok: boolean;
}

export interface ShownMessage {
  readonly messageId: number;
  readonly chat: string;
  text: string;
  keyboard: readonly Button[];
}

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
}

export interface Failure {
  readonly code: number;
  readonly description: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What the simulated server knows. */
export interface State {
  token: string;
  /** Connections are cut before anything is said. */
  isUnreachable: boolean;
  readonly calls: BotCall[];
  readonly shown: ShownMessage[];
  /** What people sent, by its id. */
  readonly files: Map<string, Uint8Array>;
  readonly blocked: Set<string>;
  readonly waits: Map<string, number>;
  readonly openQueries: Set<string>;
  readonly failures: { readonly method: string; readonly answer: Failure | 'drop' }[];
  updates: Record<string, unknown>[];
  nextUpdate: number;
  nextMessage: number;
  isPolled: boolean;
  wake: () => void;
}

export function createState(token: string): State {
  return {
    token,
    isUnreachable: false,
    calls: [],
    shown: [],
    files: new Map(),
    blocked: new Set(),
    waits: new Map(),
    openQueries: new Set(),
    failures: [],
    updates: [],
    nextUpdate: 7_000,
    nextMessage: 1,
    isPolled: false,
    wake: () => undefined,
  };
}

/** A field as text; nothing else is expected where it is asked for. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

/** What the server says no with. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: Readonly<Record<string, unknown>> | undefined;
  constructor(code: number, description: string, parameters?: Readonly<Record<string, unknown>>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

type Params = Readonly<Record<string, unknown>>;

/** What each method answers; throws `Refusal`. */
export const answers: Readonly<Record<string, (state: State, params: Params) => unknown>> = {
  getMe: () => ({ id: 123_456, is_bot: true, first_name: 'Sportello', username: 'SportelloBot' }),
  deleteWebhook: () => true,
  setWebhook: (_state, { secret_token: secret }) => {
    if (typeof secret !== 'string' || !/^[\w-]{1,256}$/.test(secret)) throw new Refusal(400, 'Bad Request: bad secret token');
    return true;
  },
  setMyCommands: (_state, { commands, language_code: language }) => {
    const isFit = (commands as readonly Record<string, string>[]).every(
      ({ command = '', description = '' }) =>
        /^[a-z0-9_]{1,32}$/.test(command) && description.length > 0 && description.length <= 256,
    );
    if (!isFit) throw new Refusal(400, 'Bad Request: BOT_COMMAND_INVALID');
    if (language !== undefined && !/^[a-z]{2}$/.test(textOf(language))) throw new Refusal(400, 'Bad Request: bad language');
    return true;
  },
  sendChatAction: (state, { chat_id: chat }) => {
    checkChat(state, textOf(chat));
    return true;
  },
  answerCallbackQuery: (state, { callback_query_id: id }) => {
    if (!state.openQueries.delete(textOf(id))) throw new Refusal(400, 'Bad Request: query is too old or query ID is invalid');
    return true;
  },
  editMessageReplyMarkup: (state, { chat_id: chat, message_id: id }) => {
    const found = state.shown.find(({ messageId, chat: shownIn }) => messageId === id && shownIn === textOf(chat));
    if (found === undefined) throw new Refusal(400, 'Bad Request: message to edit not found');
    if (found.keyboard.length === 0) throw new Refusal(400, 'Bad Request: message is not modified');
    found.keyboard = [];
    return true;
  },
  sendMessage: (state, params) => sendMessage(state, params),
  sendPhoto: (state, params) => sendFile(state, params, params['photo']),
  sendVoice: (state, params) => sendFile(state, params, params['voice']),
  sendDocument: (state, params) => sendFile(state, params, params['document']),
  getFile: (state, { file_id: id }) => {
    const bytes = state.files.get(textOf(id));
    if (bytes === undefined) throw new Refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    if (bytes.length > 20 * 1024 * 1024) throw new Refusal(400, 'Bad Request: file is too big');
    return { file_id: textOf(id), file_unique_id: 'u', file_path: `photos/${textOf(id)}` };
  },
  editMessageText: (state, params) => {
    const chat = textOf(params['chat_id']);
    checkChat(state, chat);
    const found = state.shown.find((message) => message.messageId === params['message_id'] && message.chat === chat);
    if (found === undefined) throw new Refusal(400, 'Bad Request: message to edit not found');
    const { text, keyboard } = contentOf(params);
    const isSame = found.text === text && JSON.stringify(found.keyboard) === JSON.stringify(keyboard);
    if (isSame) throw new Refusal(400, 'Bad Request: message is not modified');
    Object.assign(found, { text, keyboard });
    return true;
  },
  deleteMessage: (state, { chat_id: chat, message_id: id }) => {
    const at = state.shown.findIndex(({ messageId, chat: shownIn }) => messageId === id && shownIn === textOf(chat));
    if (at === -1) throw new Refusal(400, 'Bad Request: message to delete not found');
    state.shown.splice(at, 1);
    return true;
  },
};

/** A file that the bot sends comes as a part of a form, which the server turned into its type. */
function sendFile(state: State, params: Params, file: unknown): unknown {
  if (!(file instanceof File)) throw new Refusal(400, 'Bad Request: there is no file in the request');
  if (file.size > 50 * 1024 * 1024) throw new Refusal(413, 'Request Entity Too Large');
  const caption = textOf(params['caption']);
  return sendMessage(state, { ...params, text: `[${file.name}, ${String(file.size)} bytes] ${caption}` });
}

function sendMessage(state: State, params: Params): unknown {
  const chat = textOf(params['chat_id']);
  checkChat(state, chat);
  const { text, keyboard } = contentOf(params);
  const messageId = state.nextMessage++;
  state.shown.push({ messageId, chat, text, keyboard });
  return { message_id: messageId, date: 1, chat: { id: Number(chat), type: 'private' }, text };
}

/** The text and buttons of a message, as far as Telegram takes them. */
function contentOf(params: Params): Pick<ShownMessage, 'text' | 'keyboard'> {
  const text = params['parse_mode'] === 'HTML' ? readHtml(textOf(params['text'])) : textOf(params['text']);
  if (text.trim() === '') throw new Refusal(400, 'Bad Request: message text is empty');
  if (text.length > 4_096) throw new Refusal(400, 'Bad Request: message is too long');
  const markup = params['reply_markup'] as { inline_keyboard?: readonly (readonly Button[])[] } | undefined;
  const keyboard = (markup?.inline_keyboard ?? []).flat();
  if (keyboard.some(({ callback_data: data = '' }) => Buffer.byteLength(data) > 64)) {
    throw new Refusal(400, 'Bad Request: BUTTON_DATA_INVALID');
  }
  return { text, keyboard };
}

function readHtml(html: string): string {
  const read = readTelegramHtml(html);
  if (read === null) throw new Refusal(400, "Bad Request: can't parse entities");
  return read;
}

function checkChat(state: State, chat: string): void {
  if (state.blocked.has(chat)) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
  const wait = (state.waits.get(chat) ?? 0) - Date.now();
  if (wait <= 0) return;
  const seconds = Math.ceil(wait / 1_000);
  throw new Refusal(429, `Too Many Requests: retry after ${String(seconds)}`, { retry_after: seconds });
}
