import { EventEmitter } from 'node:events';
import type { Child, StartChild } from '../../src/channels/whatsapp-web/connection.ts';
import type { HeardMessage } from '../../src/channels/whatsapp-web/heard.ts';
import { readToChild } from '../../src/channels/whatsapp-web/protocol.ts';
import type { Call, FromChild } from '../../src/channels/whatsapp-web/protocol.ts';

/** What goes wrong with a process from now on; null: nothing. */
export type ChildFault =
  /** It never says that it is ready. */
  | 'never-ready'
  /** Nothing that is asked of it is ever answered, and it does not end when told to. */
  | 'frozen'
  /** What is sent never ends; all the rest goes well. */
  | 'sends-hang'
  /** The same of files. */
  | 'files-hang'
  /** The page says that it has no connection. */
  | 'offline';

/** A linked phone, and the processes that come and go before it: what the channel's own clocks make of them, without a browser. */
export interface ChildWorld {
  readonly start: StartChild;
  fault: ChildFault | null;
  isLinked: boolean;
  /** From the start of a process to its readiness, in milliseconds. */
  readyMs: number;
  /** Somebody writes, whoever listens. */
  say(text: string): void;
  readonly sent: readonly string[];
  /** The process that runs tells something. */
  tell(message: FromChild): void;
  /** The process that runs says that something failed, and ends. */
  fail(reason: string): void;
  /** It is killed. */
  kill(): void;
  /** How many were started. */
  readonly count: number;
}

export function openChildWorld(): ChildWorld {
  const unread: HeardMessage[] = [];
  const sent: string[] = [];
  let current: FakeChild | null = null;
  let count = 0;
  let said = 0;
  const world: ChildWorld = {
    fault: null,
    isLinked: true,
    readyMs: 8_000,
    sent,
    start: () => {
      count++;
      current = new FakeChild(world, unread, sent);
      return current;
    },
    say: (text) => {
      const chat = '390001112223@c.us';
      const heard = { id: `false_${chat}_${String(++said)}`, chat, person: chat, name: '', at: said, text };
      unread.push(heard);
      current?.hear([heard]);
    },
    tell: (message) => current?.tell(message),
    fail: (reason) => {
      current?.tell({ type: 'fault', reason });
      current?.end();
    },
    kill: () => current?.end(),
    get count() {
      return count;
    },
  };
  return world;
}

/** Says and does what the process says and does. */
class FakeChild extends EventEmitter implements Child {
  connected = true;
  #isReady = false;
  readonly #world: ChildWorld;
  readonly #unread: HeardMessage[];
  readonly #sent: string[];

  constructor(world: ChildWorld, unread: HeardMessage[], sent: string[]) {
    super();
    this.#world = world;
    this.#unread = unread;
    this.#sent = sent;
  }

  send(raw: unknown): boolean {
    const message = readToChild(raw);
    if (this.#world.fault === 'frozen' && message?.type !== 'start') return true;
    if (message?.type === 'start') setTimeout(() => this.#begin(), this.#world.readyMs);
    if (message?.type === 'stop') this.end();
    if (message?.type === 'kept') this.#keep(message.ids);
    if (message?.type === 'call') queueMicrotask(() => this.#answer(message.id, message.call));
    return true;
  }

  kill(): boolean {
    this.end();
    return true;
  }

  tell(message: FromChild): void {
    if (this.connected) this.emit('message', structuredClone(message));
  }

  hear(messages: readonly HeardMessage[]): void {
    if (this.#isReady && this.#world.fault !== 'frozen') this.tell({ type: 'heard', messages });
  }

  end(): void {
    if (!this.connected) return;
    this.connected = false;
    queueMicrotask(() => this.emit('exit'));
  }

  #begin(): void {
    if (!this.connected || this.#world.fault === 'never-ready' || this.#world.fault === 'frozen') return;
    if (!this.#world.isLinked) return this.tell({ type: 'qr', text: 'ref' });
    this.#isReady = true;
    this.tell({ type: 'ready' });
    if (this.#unread.length > 0) this.hear([...this.#unread]);
  }

  #keep(ids: readonly string[]): void {
    for (const id of ids) {
      const index = this.#unread.findIndex((each) => each.id === id);
      if (index >= 0) this.#unread.splice(index, 1);
    }
  }

  #answer(id: number, call: Call): void {
    if (call.name === 'state') {
      return this.tell({ type: 'result', id, value: this.#world.fault === 'offline' ? 'TIMEOUT' : 'CONNECTED' });
    }
    if (call.name !== 'send' && call.name !== 'send-file') return this.tell({ type: 'result', id, value: null });
    if (this.#world.fault === (call.name === 'send' ? 'sends-hang' : 'files-hang')) return;
    this.#sent.push(call.name === 'send' ? call.text : call.caption);
    this.tell({ type: 'result', id, value: `sent ${String(this.#sent.length)}` });
  }
}
