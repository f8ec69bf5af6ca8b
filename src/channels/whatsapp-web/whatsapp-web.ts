import { existsSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SportelloError } from '../../domain/errors.ts';
import type { PairingCode } from '../../domain/channel-health.ts';
import type { Channel, HealthSource } from '../../ports/channel.ts';
import type { Correspondence } from '../../ports/correspondence.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { Logger } from '../../ports/logger.ts';
import type { OpenMedia } from '../../ports/media.ts';
import type { Universe } from '../../ports/universe.ts';
import { channelCapabilities } from '../capabilities.ts';
import { whatsappLink } from '../whatsapp-link.ts';
import { createHealth } from '../health.ts';
import { describeCondition } from './condition.ts';
import type { Facts } from './condition.ts';
import { openLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { createMediaFetch } from './fetch-media.ts';
import { createFilePlace } from './file-place.ts';
import { forkChild } from './connection.ts';
import type { StartChild } from './connection.ts';
import { createLooks } from './looks.ts';
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
  readonly openMedia: OpenMedia;
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
  /** Absent: a process of its own. */
  readonly startChild?: StartChild;
}

/** A push channel through a browser that a phone linked as one of its devices. Unofficial: see the operators' guide. */
export function createWhatsAppWeb(options: WhatsAppWebOptions): Channel {
  const { now } = options.universe;
  if (!options.isOn) {
    return createIdle(createHealth(now, 'off', { reason: 'setting-missing', params: { setting: 'WHATSAPP_WEB' } }));
  }
  const chromium = findChromium(options.chromiumPath);
  if (chromium !== null) return createLive(options, chromium);
  const path = options.chromiumPath ?? places.join(', ');
  return createIdle(createHealth(now, 'needs-a-person', { reason: 'browser-missing', params: { path } }));
}

/** Messages wait this long between two looks, in milliseconds. */
const offPauseMs = 600_000;
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

function findChromium(given: string | null): string | null {
  return (given === null ? places : [given]).find((path) => existsSync(path)) ?? null;
}

function createIdle(health: HealthSource): Channel {
  const refuse = (): Promise<never> =>
    Promise.reject(new SportelloError('send-failed', 'WhatsApp is off.', { retryAfterMs: offPauseMs }));
  return {
    capabilities: channelCapabilities['whatsapp-web'],
    delivery: 'push',
    health,
    routes: [],
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    send: refuse,
    // What people sent is with WhatsApp still, and is had when it is on again.
    fetchMedia: refuse,
  };
}

function createLive(options: WhatsAppWebOptions, chromiumPath: string): Channel {
  const { inbox, correspondence, openMedia, universe, logger, dataDir, page, phone } = options;
  const timing: Timing = { ...usualTiming, ...options.timing };
  const { pace, startMs, callMs, fileMs, closeMs, catchUpMs, troubleMs, healthMs } = timing;
  const sessionFolder = join(dataDir, 'whatsapp-web');
  const place = createFilePlace(join(sessionFolder, 'files'));
  const show = createCodePrinter(options.print);
  const health = createHealth(universe.now, 'starting');
  let ledger: Ledger | null = null;
  let clock: NodeJS.Timeout | undefined;

  const supervisor: Supervisor = new Supervisor({
    startChild: options.startChild ?? forkChild,
    settings: { sessionFolder, chromiumPath, page, phone, startMs, callMs, fileMs, closeMs, catchUpMs },
    timing,
    now: Date.now,
    logger,
    heard: (messages) => take(messages),
    codeChanged: (code) => {
      if (code !== null) ledger?.unlinked();
      show(code);
      refresh();
    },
    changed: () => refresh(),
    ready: () => ledger?.linked(universe.now()),
    wipe: () => rm(join(sessionFolder, 'session'), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  });
  const call = supervisor.call.bind(supervisor);
  const looks = createLooks({ call, chance: universe.chance, pace });
  const take = createTaker({ inbox, correspondence, logger, looks, keep: supervisor.keep.bind(supervisor) });
  const sender = createSender({ call, universe, looks, ledger: () => ledger, pace, correspondence, openMedia, place });
  const refresh = (): void => {
    const facts = { ...supervisor.facts(), ...ledgerFacts(ledger, universe.now()) };
    const { state, news } = describeCondition(facts, Date.now(), troubleMs);
    health.become(state, { ...news, pairing: pairingOf(supervisor.code()) });
  };

  return {
    capabilities: channelCapabilities['whatsapp-web'],
    delivery: 'push',
    health,
    reach: (code) => whatsappLink(phone, code),
    routes: [],
    start: async () => {
      await mkdir(sessionFolder, { recursive: true, mode: 0o700 });
      await chmod(sessionFolder, 0o700);
      await place.open();
      ledger = await openLedger(sessionFolder);
      supervisor.start();
      // Trouble becomes a person's business by lasting, and a new number an old one: nothing else tells.
      clock = setInterval(refresh, healthMs);
      clock.unref();
    },
    stop: async () => {
      clearInterval(clock);
      await supervisor.stop();
      await ledger?.settled();
    },
    send: sender.send,
    fetchMedia: createMediaFetch(call, place),
  };
}

/** The number's age is told by the service's clock, everything else here by the machine's. */
function ledgerFacts(ledger: Ledger | null, now: number): Pick<Facts, 'linkedAt' | 'isCapped'> {
  const linkedAt = ledger?.linkedAt() ?? null;
  const isCapped = (ledger?.waitFor('message', now) ?? 0) > 0;
  return { linkedAt: linkedAt === null ? null : Date.now() - (now - linkedAt), isCapped };
}

function pairingOf(code: LinkCode | null): PairingCode | null {
  return code === null ? null : { type: code.kind === 'qr' ? 'qr' : 'text', value: code.text };
}
