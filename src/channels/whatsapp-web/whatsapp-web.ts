import { existsSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SportelloError } from '../../domain/errors.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Correspondence } from '../../ports/correspondence.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Universe } from '../../ports/universe.ts';
import { channelCapabilities } from '../capabilities.ts';
import { describeCondition } from './condition.ts';
import type { Condition } from './condition.ts';
import { openLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { createSender } from './send-message.ts';
import { createCodePrinter } from './show-code.ts';
import { Supervisor } from './supervisor.ts';
import type { LinkCode } from './supervisor.ts';
import { createTaker } from './take-heard.ts';
import { usualTiming } from './timing.ts';
import type { Timing } from './timing.ts';

export interface WhatsAppWebOptions {
  readonly inbox: Inbox;
  readonly correspondence: Pick<Correspondence, 'lastHeard' | 'joinNames'>;
  readonly universe: Universe;
  readonly logger: Logger;
  readonly isOn: boolean;
  /** Null: where systems put it. */
  readonly chromiumPath: string | null;
  /** A page of our own in place of WhatsApp's; null: the real one. */
  readonly page: string | null;
  /** Digits of our own number: a code to type on the phone in place of a QR code. */
  readonly phone: string | null;
  readonly dataDir: string;
  /** Whole lines for who sits at the terminal. */
  readonly print: (text: string) => void;
  readonly timing?: Partial<Timing>;
}

/** The channel, and what administrators see and do beside it. */
export interface WhatsAppWeb extends Channel {
  /** Null while it is off. */
  condition(): Condition | null;
  /** What links a phone now; null: nothing is to be linked. */
  code(): LinkCode | null;
  /** Tries again at once. */
  again(): void;
}

/** A push channel through a browser that a phone linked as one of its devices. Unofficial: see the operators' guide. */
export function createWhatsAppWeb(options: WhatsAppWebOptions): WhatsAppWeb {
  if (!options.isOn) return createOff(options.logger);
  const chromium = findChromium(options.chromiumPath);
  return chromium === null ? createWithoutBrowser(options) : createLive(options, chromium);
}

/** Messages wait this long between two looks, in milliseconds. */
const offPauseMs = 600_000;
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

function findChromium(given: string | null): string | null {
  return (given === null ? places : [given]).find((path) => existsSync(path)) ?? null;
}

function createOff(logger: Logger): WhatsAppWeb {
  const line = 'whatsapp-web is off: WHATSAPP_WEB is not on';
  return createIdle(line, null, () => logger.info(line));
}

function createWithoutBrowser({ logger, chromiumPath }: WhatsAppWebOptions): WhatsAppWeb {
  const where = chromiumPath ?? places.join(', ');
  const line = `whatsapp-web is down: there is no Chromium at ${where}; install it (apt-get install chromium) or set CHROMIUM_PATH`;
  const condition: Condition = { state: 'down', reason: 'browser-missing', params: { path: where }, needsPerson: true };
  return createIdle(line, condition, () => logger.error(line));
}

function createIdle(line: string, condition: Condition | null, announce: () => void): WhatsAppWeb {
  return {
    capabilities: channelCapabilities['whatsapp-web'],
    delivery: 'push',
    routes: [],
    start: () => Promise.resolve(announce()),
    stop: () => Promise.resolve(),
    send: () => Promise.reject(new SportelloError('send-failed', line, { retryAfterMs: offPauseMs })),
    condition: () => condition,
    code: () => null,
    again: () => undefined,
  };
}

function createLive(options: WhatsAppWebOptions, chromiumPath: string): WhatsAppWeb {
  const { inbox, correspondence, universe, logger, dataDir, page, phone } = options;
  const timing: Timing = { ...usualTiming, ...options.timing };
  const { pace, startMs, callMs, catchUpMs, troubleMs } = timing;
  const sessionFolder = join(dataDir, 'whatsapp-web');
  const show = createCodePrinter(options.print);
  let ledger: Ledger | null = null;

  const supervisor: Supervisor = new Supervisor({
    settings: { sessionFolder, chromiumPath, page, phone, startMs, callMs, catchUpMs },
    timing,
    now: Date.now,
    logger,
    heard: (messages) => take(messages),
    codeChanged: (code) => {
      if (code !== null) ledger?.unlinked();
      show(code);
    },
    ready: () => ledger?.linked(universe.now()),
    wipe: () => rm(join(sessionFolder, 'session'), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  });
  const { call, keep } = {
    call: supervisor.call.bind(supervisor),
    keep: supervisor.keep.bind(supervisor),
  };
  const take = createTaker({ inbox, correspondence, universe, logger, pace, call, keep });
  const sender = createSender({ call, universe, ledger: () => ledger, pace, correspondence });
  const condition = (): Condition => {
    const now = universe.now();
    const isCapped = (ledger?.waitFor('message', now) ?? 0) > 0;
    // The connection's own times are the machine's; the number's age is told by the service's clock.
    const linkedAt = ledger?.linkedAt() ?? null;
    const age = linkedAt === null ? null : Date.now() - (now - linkedAt);
    return describeCondition({ ...supervisor.facts(), linkedAt: age, isCapped }, Date.now(), troubleMs);
  };

  return {
    capabilities: channelCapabilities['whatsapp-web'],
    delivery: 'push',
    routes: [],
    start: async () => {
      await mkdir(sessionFolder, { recursive: true, mode: 0o700 });
      await chmod(sessionFolder, 0o700);
      ledger = await openLedger(sessionFolder);
      logger.info('whatsapp-web is on', { page: page === null ? 'whatsapp' : 'local' });
      supervisor.start();
    },
    stop: async () => {
      await supervisor.stop();
      await ledger?.settled();
    },
    send: sender.send,
    condition,
    code: () => supervisor.code(),
    again: () => supervisor.again(),
  };
}
