import type { Activity, CardAction } from '../../domain/activity.ts';
import { absorb, arrivedIds, emptyConversation, toWaitingLine } from './conversation.ts';
import type { Conversation } from './conversation.ts';
import { call } from './direct-line.ts';
import type { Reach } from './direct-line.ts';
import { findLanguage, firstLanguage } from './languages.ts';
import type { ChatLanguage } from './languages.ts';
import { createLive } from './live.ts';
import type { Live } from './live.ts';
import { createMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import type { Options } from './options.ts';
import { createSender } from './outgoing.ts';
import type { Sender } from './outgoing.ts';
import { createOutgoingList } from './outgoing-list.ts';
import type { Outgoing, OutgoingList } from './outgoing-list.ts';
import { englishPhrases, loadPhrases } from './phrases.ts';
import { createSession } from './session.ts';
import type { ActivitySet, Seat, Session } from './session.ts';
import { createTranscript } from './transcript.ts';
import type { Transcript } from './transcript.ts';
import { createTypingTimer } from './typing.ts';
import type { TypingTimer } from './typing.ts';
import { countUnreadLines, markRead } from './unread.ts';
import { uploadFile, withAddresses } from './upload.ts';
import { createFrame } from './view/frame.ts';
import type { Frame, Notice } from './view/frame.ts';

/** The widget while it lives. */
interface Chat {
  readonly options: Options;
  readonly memory: Memory;
  readonly session: Session;
  readonly live: Live;
  readonly transcript: Transcript;
  readonly outgoing: OutgoingList;
  readonly sender: Sender;
  readonly typing: TypingTimer;
  frame: Frame | null;
  language: ChatLanguage;
  phrases: typeof englishPhrases;
  conversation: Conversation;
  conversationId: string;
  isOpen: boolean;
  /** The tab has been hidden for long. */
  isAway: boolean;
  hasRefusal: boolean;
  hasFileRefusal: boolean;
  reach: Reach | 'unknown';
}

/** A hidden tab lets go of its socket after this long. It comes back with its watermark. */
const hiddenMs = 60_000;
/** When the service took a message, its echo must be here; else the socket is dead and we ask. */
const echoMs = 3_000;

/** Brings the chat to life on this page. */
export function startChat(options: Options): void {
  const memory = createMemory(`sportello:${options.origin}:`);
  const chat = createChat(options, memory);
  const hasVisited = memory.get('visitor') !== null;
  // The first call leaves before anything is drawn: on a slow line it is what takes long.
  if (options.mode !== 'button') open(chat);
  else attend(chat, hasVisited);
  void speak(chat, chat.language);
  chat.frame = createFrame({
    mode: options.mode,
    onOpen: () => {
      open(chat);
      chat.frame?.open();
    },
    onClose: () => close(chat),
    onSend: (text) => send(chat, { text }),
    onFile: (file) => void attach(chat, file),
    onPress: (action) => send(chat, pressed(action)),
    onRetry: (key) => {
      chat.hasRefusal = false;
      chat.outgoing.mark(key, false);
      chat.sender.flush();
    },
    onLanguage: (language) => void choose(chat, language),
  });
  render(chat);
  if (options.mode === 'sheet') chat.frame.open();
  watchPage(chat);
  chat.sender.flush();
}

function createChat(options: Options, memory: Memory): Chat {
  const { origin } = options;
  const language = firstLanguage(memory, options.language);
  const onReach = (reach: Reach): void => setReach(chat, reach);
  const session = createSession({
    origin,
    memory,
    locale: () => chat.language.tag,
    onStarted: (seat, set) => enter(chat, seat, set),
  });
  const transcript = createTranscript(origin, session, (set) => take(chat, set));
  const list = createOutgoingList(memory, () => render(chat));
  const onRefused = (): void => {
    chat.hasRefusal = true;
    chat.typing.stop();
  };
  const chat: Chat = {
    options,
    memory,
    session,
    transcript,
    live: createLive({ session, transcript, onReach }),
    outgoing: list,
    sender: createSender({ list, post: (message) => post(chat, message), onReach, onRefused }),
    typing: createTypingTimer(() => render(chat)),
    frame: null,
    language,
    phrases: englishPhrases,
    conversation: emptyConversation,
    conversationId: '',
    isOpen: false,
    isAway: false,
    hasRefusal: false,
    hasFileRefusal: false,
    reach: 'unknown',
  };
  return chat;
}

function render(chat: Chat): void {
  const { memory, language, phrases, conversation, typing } = chat;
  const arrived = new Set(conversation.lines.map(({ key }) => key));
  const notice = noticeOf(chat);
  const isStarting = chat.conversationId === '' && notice === '';
  const waiting = chat.outgoing.all().filter(({ id }) => !arrived.has(id));
  if (chat.isOpen && !document.hidden) markRead(memory, conversation.lines);
  chat.frame?.render({
    phrases,
    language,
    lines: [...conversation.lines, ...waiting.map(toWaitingLine)],
    counter: conversation.counter,
    typing: isStarting ? 'dots' : typing.state(),
    unread: chat.isOpen ? 0 : countUnreadLines(memory, conversation.lines),
    notice,
    hasRefusal: chat.hasRefusal,
    hasFileRefusal: chat.hasFileRefusal,
    isFirstVisit: memory.get('opened') === null,
  });
}

function noticeOf({ reach }: Chat): Notice {
  if (!navigator.onLine) return 'offline';
  if (reach === 'no') return 'unreachable';
  return reach === 'refused' ? 'closedHere' : '';
}

function setReach(chat: Chat, reach: Reach): void {
  if (chat.reach === reach || reach === 'busy') return;
  chat.reach = reach;
  render(chat);
}

function open(chat: Chat): void {
  chat.isOpen = true;
  chat.memory.set('opened', '1');
  attend(chat);
  render(chat);
}

function close(chat: Chat): void {
  chat.isOpen = false;
  chat.frame?.close();
  attend(chat);
  render(chat);
}

/** Follows the conversation while it is looked at, or a mentor is awaited; `once`: until it is known what came. */
function attend(chat: Chat, once = false): void {
  const isAwaited = chat.conversation.counter.owner !== 'bot';
  chat.live.follow(!chat.isAway && (chat.isOpen || isAwaited || once));
}

/** The service let us in: a first time, or again after a token had grown too old. */
function enter(chat: Chat, { conversationId, user }: Seat, set: ActivitySet): void {
  if (chat.conversationId !== conversationId) {
    chat.conversation = { ...emptyConversation, user };
    // A socket that is open follows the conversation that is gone.
    if (chat.conversationId !== '') chat.live.follow(false);
  }
  chat.conversationId = conversationId;
  chat.reach = 'yes';
  chat.transcript.mark(set.watermark);
  take(chat, set);
}

function take(chat: Chat, set: ActivitySet): void {
  const activities = set.activities.map((activity) => withAddresses(activity, chat.options.origin));
  const before = chat.conversation;
  chat.conversation = absorb(before, activities);
  for (const id of arrivedIds(activities)) chat.outgoing.remove(id);
  const known = new Set(before.lines);
  if (chat.conversation.lines.some((line) => !line.isOwn && !known.has(line))) chat.typing.stop();
  if (activities.some(({ type, from }) => type === 'typing' && from?.role === 'bot')) chat.typing.start();
  followLanguage(chat, before.lines.length > 0 ? activities : []);
  attend(chat);
  render(chat);
}

/** The widget's own words follow when the assistant goes over to another language; an answer may be in one by necessity. */
function followLanguage(chat: Chat, activities: readonly Activity[]): void {
  const said = activities.findLast(({ channelData }) => channelData?.sportello?.speaker?.kind === 'bot')?.channelData?.sportello;
  if (said?.language === undefined || said.entry !== undefined) return;
  const language = findLanguage(said.language);
  if (language !== undefined && language.code !== chat.language.code) void speak(chat, language);
}

/** A file goes at once, and not from the list of what waits: a device should not keep it. */
async function attach(chat: Chat, file: File): Promise<void> {
  const parts = { origin: chat.options.origin, session: chat.session, locale: chat.language.tag, id: newId() };
  chat.hasFileRefusal = !(await uploadFile(parts, file));
  render(chat);
  await chat.live.catchUp();
}

function send(chat: Chat, said: Pick<Outgoing, 'text' | 'value'>): void {
  chat.hasRefusal = false;
  chat.outgoing.add({ ...said, id: newId(), locale: chat.language.tag, at: Date.now() });
  chat.sender.flush();
}

/** Random enough to be one of a kind; `randomUUID` is missing on pages without https. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function pressed({ type, title, value }: CardAction): Pick<Outgoing, 'text' | 'value'> {
  return type === 'imBack' ? { text: value } : { text: title, value };
}

async function post(chat: Chat, { id, text, value, locale }: Outgoing): Promise<void> {
  const button = value === undefined ? {} : { value };
  // A mentor types as people do; only the assistant is being waited for.
  if (chat.conversation.counter.owner === 'bot') chat.typing.start();
  try {
    await postActivity(chat, { type: 'message', text, locale, channelData: { clientActivityID: id }, ...button });
  } catch (error) {
    chat.typing.stop();
    throw error;
  }
  setTimeout(() => {
    if (!chat.conversation.lines.some(({ key }) => key === id)) void chat.live.catchUp();
  }, echoMs);
}

async function postActivity(chat: Chat, activity: Activity): Promise<void> {
  await chat.session.use(({ conversationId, user, token }) =>
    call(`${chat.options.origin}/v3/directline/conversations/${conversationId}/activities`, {
      token,
      body: { ...activity, from: { id: user } },
    }),
  );
}

/** The person chose a language: the widget speaks it at once, and the assistant is told. */
async function choose(chat: Chat, language: ChatLanguage): Promise<void> {
  chat.memory.set('language', language.code);
  const { code, tag } = language;
  const told = postActivity(chat, { type: 'event', name: 'language', value: code, locale: tag }).catch(() => undefined);
  await Promise.all([speak(chat, language), told]);
}

async function speak(chat: Chat, language: ChatLanguage): Promise<void> {
  chat.language = language;
  const phrases = await loadPhrases(language, chat.options.base);
  if (chat.language !== language) return;
  chat.phrases = phrases;
  render(chat);
}

function watchPage(chat: Chat): void {
  let timer = 0;
  const isStarted = (): boolean => chat.isOpen || chat.conversationId !== '';
  const back = (): void => {
    chat.isAway = false;
    attend(chat);
    if (isStarted()) void chat.live.catchUp();
    chat.sender.flush();
    render(chat);
  };
  addEventListener('online', () => {
    // Whatever waited for its next try need not wait any longer.
    chat.live.follow(false);
    back();
  });
  addEventListener('offline', () => render(chat));
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (!document.hidden) back();
    else timer = setTimeout(() => ((chat.isAway = true), attend(chat)), hiddenMs);
  });
}
