import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from '../../src/channels/whatsapp-web/connection.ts';
import type { HeardMessage } from '../../src/channels/whatsapp-web/heard.ts';
import type { ToChild } from '../../src/channels/whatsapp-web/protocol.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Universe } from '../../src/ports/universe.ts';
import type { WhatsAppWebOptions } from '../../src/channels/whatsapp-web/whatsapp-web.ts';
import type { Given, Make } from './drivers.ts';

const day = 86_400_000;

/** Days pass quickly there: else the daily limits would end the measurement. */
function hurried({ now, ...rest }: Universe): Universe {
  let looks = 0;
  return { ...rest, now: () => now() + Math.floor(looks++ / 200) * day };
}

const chatOf = (user: number): string => `${String(390_000_100_000 + user)}@c.us`;
/** Without a person's pace, of which a timer's millisecond stays; the times are for a machine with other work. */
const timing = { pace: 0, startMs: 60_000 };

/** Our own part alone: behind the pipe a process that does at once what it is told. */
export async function ownPart(): Promise<Make> {
  const { createWhatsAppWeb } = await import('../../src/channels/whatsapp-web/whatsapp-web.ts');
  return (given) => {
    const made: { child?: TimedChild } = {};
    const startChild = (): TimedChild => (made.child = new TimedChild());
    const options = optionsFrom(given);
    const channel = createWhatsAppWeb({ ...options, chromiumPath: process.execPath, page: null, startChild });
    return {
      channel,
      ready: () => healthy(channel),
      takeLineMs: () => made.child?.takeLineMs() ?? 0,
      close: () => remove(options),
      say: (user, index) => {
        made.child?.hear(user, index);
        return Promise.resolve();
      },
    };
  };
}

/** The real library in a real browser, over the page of the tests. */
export async function wholeWay(): Promise<Make> {
  const { createWhatsAppWeb } = await import('../../src/channels/whatsapp-web/whatsapp-web.ts');
  const { openWhatsAppPage } = await import('../../tests/support/whatsapp-page.ts');
  const page = await openWhatsAppPage();
  return (given) => {
    const chromiumPath = process.env['CHROMIUM_PATH'] ?? null;
    const options = optionsFrom(given);
    const channel = createWhatsAppWeb({ ...options, chromiumPath, page: page.file });
    return {
      channel,
      ready: () => healthy(channel),
      // What the browser takes is not taken off: it is what this row is for.
      takeLineMs: () => 0,
      close: async () => {
        await page.close();
        await remove(options);
      },
      say: (user, index) => {
        page.say(`hello ${String(index)}`, { chat: chatOf(user) });
        return Promise.resolve();
      },
    };
  };
}

type Options = Omit<WhatsAppWebOptions, 'chromiumPath' | 'page'>;

function optionsFrom({ inbox, correspondence, openMedia, universe, logger }: Given): Options {
  return {
    inbox,
    correspondence,
    openMedia,
    logger,
    universe: hurried(universe),
    isOn: true,
    phone: null,
    dataDir: mkdtempSync(join(tmpdir(), 'sportello-channels-')),
    print: () => undefined,
    timing,
  };
}

function remove({ dataDir }: Options): Promise<void> {
  return rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function healthy({ health }: Channel): Promise<void> {
  return new Promise((resolve) => {
    const stop = health.watch(() => {
      if (health.current().state !== 'healthy') return;
      stop();
      resolve();
    });
  });
}

/** Between us and the process: measures how long it has calls that a reply waits for, and lets people speak. */
class TimedChild extends EventEmitter implements Child {
  readonly #child = fork(join(import.meta.dirname, 'whatsapp-child.ts'));
  readonly #begun = new Map<number, number>();
  #lineMs = 0;

  constructor() {
    super();
    this.#child.on('message', (message: { readonly type: string; readonly id?: number }) => {
      const start = this.#begun.get(message.id ?? 0);
      if (start !== undefined) this.#lineMs += performance.now() - start;
      this.#begun.delete(message.id ?? 0);
      this.emit('message', message);
    });
    this.#child.once('exit', () => this.emit('exit'));
  }

  get connected(): boolean {
    return this.#child.connected;
  }

  send(message: ToChild, done: () => void): void {
    const isWaitedFor = message.type === 'call' && (message.call.name === 'send' || message.call.name === 'typing');
    if (isWaitedFor) this.#begun.set(message.id, performance.now());
    this.#child.send(message, done);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  hear(user: number, index: number): void {
    const chat = chatOf(user);
    const text = `hello ${String(index)}`;
    const message: HeardMessage = {
      id: `false_${chat}_${String(index)}`,
      chat,
      person: chat,
      name: 'Amina',
      at: Date.now(),
      text,
    };
    this.emit('message', { type: 'heard', messages: [message] });
  }

  takeLineMs(): number {
    const taken = this.#lineMs;
    this.#lineMs = 0;
    return taken;
  }
}
