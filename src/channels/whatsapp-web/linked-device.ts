import { join } from 'node:path';
import whatsapp from 'whatsapp-web.js';
import type { Client as WhatsAppClient, Message } from 'whatsapp-web.js';
import { browserOptions, freeProfile } from './browser-options.ts';
import { createCatchUp } from './catch-up.ts';
import { isRecord, numberIn, reasonOf } from './fields.ts';
import type { HeardMessage } from './heard.ts';
import { lidsInPage } from './page-scripts.ts';
import { pageOf, perform } from './perform.ts';
import { limitOf } from './protocol.ts';
import type { Call, ChildSettings, FromChild } from './protocol.ts';
import { withLimit } from './with-limit.ts';

const { Client, LocalAuth } = whatsapp;

/** The library's client as our child process needs it: every call bounded, every fault told once. */
export interface LinkedDevice {
  /** Rejects with whatever the library throws, which may be a plain string. */
  start(): Promise<void>;
  isReady(): boolean;
  /** The id of what was sent, WhatsApp's word for the connection, or the path of what was fetched; null: there is nothing to tell. */
  call(call: Call): Promise<string | null>;
  /** These messages are stored: they are not told again. */
  keep(ids: readonly string[]): void;
  /** Lets the browser put its files in order. */
  close(): Promise<void>;
  kill(): void;
}

export interface DeviceEvents {
  readonly tell: (message: FromChild) => void;
  /** Nothing follows: the process is to end. */
  readonly end: (message: FromChild) => void;
}

export function openLinkedDevice(settings: ChildSettings, { tell, end }: DeviceEvents): LinkedDevice {
  const { sessionFolder, phone, callMs, startMs } = settings;
  const client = new Client({
    authStrategy: new LocalAuth({ dataPath: sessionFolder }),
    ...browserOptions(settings),
    ...(phone === null ? {} : { pairWithPhoneNumber: { phoneNumber: phone, showNotification: true } }),
  });
  let isReady = false;
  /** Where each person was heard last: WhatsApp may call one chat by two names. */
  const chatOf = new Map<string, string>();
  const limited = <T>(work: () => Promise<T>, what: string): Promise<T> => withLimit(work(), callMs, what);

  const withPersons = async (heard: readonly HeardMessage[]): Promise<readonly HeardMessage[]> => {
    const unnamed = heard.map(({ chat }) => chat);
    const lids = await limited(() => pageOf(client).evaluate(lidsInPage, unnamed), 'ids').catch(() => []);
    return heard.map((message, index) => ({ ...message, person: lids[index] ?? message.person }));
  };
  const catchUp = createCatchUp({
    everyMs: settings.catchUpMs,
    look: (known, script) => limited(() => pageOf(client).evaluate(script, [...known]), 'catching up'),
    hear: async (heard) => {
      const messages = await withPersons(heard);
      for (const { person, chat } of messages) chatOf.set(person, chat);
      tell({ type: 'heard', messages });
    },
  });

  listen(client, {
    tell,
    end,
    ready: () => {
      isReady = true;
      tell({ type: 'ready' });
      catchUp.start();
    },
    hear: (model) => catchUp.hear(model),
    look: catchUp.soon,
  });

  return {
    start: async () => {
      freeProfile(join(sessionFolder, 'session'));
      // The library asks the network for its page without a limit of its own.
      const opening = client.initialize();
      watchBrowser(client, end);
      await withLimit(opening, startMs * 2, 'start');
    },
    isReady: () => isReady,
    call: (call) => {
      if (!isReady && call.name !== 'state') return Promise.reject(new Error('not ready yet'));
      return withLimit(perform(client, call, chatOf), limitOf(call, settings), call.name);
    },
    keep: catchUp.keep,
    close: () => client.destroy(),
    kill: () => {
      client.pupBrowser?.process()?.kill('SIGKILL');
    },
  };
}

interface Listeners extends DeviceEvents {
  readonly ready: () => void;
  readonly hear: (model: unknown) => void;
  readonly look: () => void;
}

/** Source of the events' names: the library's `Events`. */
function listen(client: WhatsAppClient, { tell, end, ready, hear, look }: Listeners): void {
  client.on('qr', (text: string) => tell({ type: 'qr', text }));
  client.on('code', (text: string) => tell({ type: 'code', text }));
  client.on('ready', ready);
  client.on('message', (message: Message) => hear(message.rawData));
  client.on('message_edit', (message: Message) => hear(correctionOf(message.rawData)));
  client.on('unread_count', look);
  client.on('change_state', (state: string) => tell({ type: 'state', state }));
  client.on('auth_failure', (reason: string) => end({ type: 'gone', reason: `AUTH_FAILURE ${reasonOf(reason)}` }));
  // The library closes its browser after this and then trips over itself: we are gone before.
  client.on('disconnected', (reason: string) => end({ type: 'gone', reason }));
}

function correctionOf(model: unknown): unknown {
  if (!isRecord(model)) return null;
  return { ...model, correctedAt: numberIn(model, 'latestEditSenderTimestampMs') ?? Date.now() };
}

/** A browser that is killed and a page that crashes raise no event of the library's, and what is asked of them never ends. */
function watchBrowser(client: WhatsAppClient, end: DeviceEvents['end']): void {
  const timer = setInterval(() => {
    const { pupBrowser: browser, pupPage: page } = client;
    if (!browser || !page) return;
    clearInterval(timer);
    const lose = (reason: string) => (): void => end({ type: 'fault', reason });
    browser.on('disconnected', lose('the browser ended'));
    page.on('error', lose('the page crashed'));
    page.on('close', lose('the page was closed'));
    if (!browser.connected) lose('the browser ended')();
  }, 50);
}
