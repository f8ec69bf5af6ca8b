import { SportelloError } from '../../domain/errors.ts';
import type { Logger } from '../../ports/logger.ts';
import { endOf, startRun } from './child-run.ts';
import type { ChildRun, End } from './child-run.ts';
import type { StartChild } from './connection.ts';
import { banWords } from './condition.ts';
import type { Facts } from './condition.ts';
import type { HeardMessage } from './heard.ts';
import type { Call, ChildSettings, FromChild } from './protocol.ts';
import { createRest } from './rest.ts';
import type { Timing } from './timing.ts';

/** What links a phone: a text for a QR code, or a code of eight signs to type. */
export interface LinkCode {
  readonly kind: 'qr' | 'code';
  readonly text: string;
}

export interface SupervisorParts {
  readonly settings: ChildSettings;
  readonly timing: Timing;
  readonly now: () => number;
  readonly startChild: StartChild;
  readonly logger: Logger;
  readonly heard: (messages: readonly HeardMessage[]) => void;
  /** Each time there is something else to scan, or nothing any more. */
  readonly codeChanged: (code: LinkCode | null) => void;
  readonly ready: () => void;
  /** Something of `facts` may have changed. */
  readonly changed: () => void;
  /** The session's files are of no use any more. */
  readonly wipe: () => Promise<void>;
}

/** So many unused codes in a row, and the next ones come less often: nobody has a phone at hand. In milliseconds. */
const mostStale = 10;
const staleRestMs = 60_000;
/** Messages look again so often whether there is a connection, in milliseconds: seldom where a person must act first. */
const waitingMs = { soon: 2_000, person: 15_000 };

/** Keeps one child process going: starts another after each fault, later and later, and knows how things are. */
export class Supervisor {
  readonly #parts: SupervisorParts;
  readonly #rest = createRest();
  #run: ChildRun | null = null;
  #code: LinkCode | null = null;
  #failures = 0;
  #stale = 0;
  #hasHung = false;
  #isStopping = false;
  #running = Promise.resolve();
  #facts: Omit<Facts, 'linkedAt' | 'isCapped'> = {
    phase: 'starting',
    wasReady: false,
    isUnlinked: false,
    wasUnlinked: false,
    startedAt: 0,
    troubleSince: null,
    fault: 'it has not started yet',
    socket: 'OPENING',
  };

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#keepGoing();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#rest.end();
    await this.#run?.stop();
    await this.#running;
  }

  keep(ids: readonly string[]): void {
    this.#run?.keep(ids);
  }

  facts(): Omit<Facts, 'linkedAt' | 'isCapped'> {
    return this.#facts;
  }

  code(): LinkCode | null {
    return this.#code;
  }

  /** Rejects as `Channel.send` does. */
  async call(call: Call): Promise<string | null> {
    const run = this.#run;
    if (run === null || this.#facts.phase !== 'ready') {
      const isSoon = this.#facts.phase === 'starting' || this.#facts.phase === 'resting';
      const retryAfterMs = isSoon && !this.#facts.isUnlinked ? waitingMs.soon : waitingMs.person;
      throw new SportelloError('send-failed', 'WhatsApp is not connected.', { retryAfterMs });
    }
    const startedAt = this.#parts.now();
    try {
      const value = await run.call(call);
      if (call.name === 'send' || call.name === 'send-file') this.#sound();
      return value;
    } catch (error) {
      // A page that leaves one call hanging answers the next no better: another one must take its place. A file that does not
      // come says nothing about the page.
      if (isHung(error) && call.name !== 'fetch') {
        this.#hasHung = true;
        run.finish({ type: 'fault', reason: error.message, since: startedAt });
      }
      throw error;
    }
  }

  async #keepGoing(): Promise<void> {
    while (!this.#isStopping) {
      const { logger, now } = this.#parts;
      this.#facts = { ...this.#facts, phase: 'starting', startedAt: now() };
      this.#run = startRun(this.#parts, (message, run) => this.#hear(message, run));
      const end = await this.#run.ended;
      this.#run = null;
      if (this.#isStopping) return;
      logger.warn('whatsapp-web ended', { why: end.type, reason: end.reason });
      const restMs = await this.#settle(end);
      this.#parts.changed();
      if (this.#isStopping) return;
      await this.#rest.for(restMs);
    }
  }

  #hear(message: FromChild, run: ChildRun): void {
    if (message.type === 'heard') this.#parts.heard(message.messages);
    else if (message.type === 'qr' || message.type === 'code') this.#offer(message.type, message.text, run);
    else if (message.type === 'ready') this.#nowReady(run);
    else if (message.type === 'state') this.#nowIn(message.state, run);
    else if (message.type === 'gone') run.finish(endOf(message.reason));
    else if (message.type === 'fault') run.finish({ type: 'fault', reason: message.reason });
  }

  #offer(kind: LinkCode['kind'], text: string, run: ChildRun): void {
    this.#facts = { ...this.#facts, phase: 'scan', isUnlinked: true, troubleSince: null };
    run.expect(this.#parts.timing.staleMs, { type: 'stale', reason: 'the code was not used in time' });
    this.#show({ kind, text });
  }

  #show(code: LinkCode | null): void {
    if (code?.text === this.#code?.text) return;
    this.#code = code;
    this.#parts.codeChanged(code);
  }

  #nowReady(run: ChildRun): void {
    this.#facts = { ...this.#facts, phase: 'ready', wasReady: true, isUnlinked: false, wasUnlinked: false, socket: 'CONNECTED' };
    this.#stale = 0;
    this.#show(null);
    if (!this.#hasHung) this.#sound();
    run.expect(null, { type: 'fault', reason: '' });
    run.watch({
      state: (state) => this.#nowIn(state, run),
      stable: () => {
        this.#failures = 0;
        this.#sound();
      },
    });
    this.#parts.logger.info('whatsapp-web is linked and ready');
    this.#parts.ready();
    this.#parts.changed();
  }

  #nowIn(socket: string, run: ChildRun): void {
    this.#facts = { ...this.#facts, socket };
    if (banWords.has(socket)) run.finish({ type: 'banned', reason: socket });
    else if (socket !== 'CONNECTED') this.#trouble(`its own connection is not up (${socket})`);
    else if (!this.#hasHung) this.#sound();
  }

  #trouble(fault: string, since = this.#parts.now()): void {
    this.#facts = { ...this.#facts, fault, troubleSince: this.#facts.troubleSince ?? since };
  }

  #sound(): void {
    this.#hasHung = false;
    this.#facts = { ...this.#facts, troubleSince: null };
  }

  /** Notes how a run ended. Returns how long to rest before the next; null: until the program is started again. */
  async #settle({ type, reason, since }: End): Promise<number | null> {
    this.#show(null);
    if (type === 'banned') {
      this.#facts = { ...this.#facts, phase: 'banned', fault: reason };
      return null;
    }
    if (type === 'stale') return ++this.#stale >= mostStale ? staleRestMs : 0;
    const { firstRestMs, longestRestMs } = this.#parts.timing;
    if (type === 'unlinked') {
      this.#facts = { ...this.#facts, phase: 'resting', isUnlinked: true, wasUnlinked: true, troubleSince: null };
      if (reason === 'LOGOUT') await this.#parts.wipe();
      return firstRestMs;
    }
    this.#facts = { ...this.#facts, phase: 'resting' };
    this.#trouble(reason, since);
    return Math.min(firstRestMs * 2 ** this.#failures++, longestRestMs);
  }
}

function isHung(error: unknown): error is SportelloError {
  return error instanceof SportelloError && error.code === 'send-unknown' && error.message.includes('no answer within');
}
