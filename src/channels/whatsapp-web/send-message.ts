import { setTimeout as pause } from 'node:timers/promises';
import { SportelloError } from '../../domain/errors.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import type { Correspondence } from '../../ports/correspondence.ts';
import type { Universe } from '../../ports/universe.ts';
import { channelCapabilities } from '../capabilities.ts';
import { isolateText } from '../isolate-text.ts';
import { whatsAppParts } from '../whatsapp-text.ts';
import type { Ledger } from './ledger.ts';
import type { Looks } from './looks.ts';
import { betweenPillsMs, typingMs } from './pace.ts';
import type { Call } from './protocol.ts';

export interface SenderParts {
  readonly call: (call: Call) => Promise<string | null>;
  readonly universe: Universe;
  readonly looks: Pick<Looks, 'settled'>;
  readonly ledger: () => Ledger | null;
  /** Part of a human's pace: 1 is a human's. */
  readonly pace: number;
  readonly correspondence: Pick<Correspondence, 'lastHeard'>;
}

/** Sends as a person would: after a while of typing, never two pills in quick succession, no more a day than is wise. */
export interface Sender {
  send(message: OutboxMessage): Promise<{ readonly providerId: string | null }>;
}

/** A chat is written in for so long after its last message: what follows is one piece of writing. Milliseconds. */
const flowMs = 8_000;
/** Only who wrote within this time gets a pill: everything else is a broadcast, for which numbers are closed. */
const { pillWindowMs, textLength } = channelCapabilities['whatsapp-web'];
const mostRemembered = 1_000;

export function createSender({ call, universe, looks, ledger, pace, correspondence }: SenderParts): Sender {
  const lastSent = new Map<string, number>();
  const arrived = new Map<string, number>();
  const triedAt = new Map<string, number>();
  let nextPillAt = 0;

  const admit = async (message: OutboxMessage): Promise<void> => {
    const now = universe.now();
    const isPill = message.kind === 'pill';
    if (isPill) {
      const heardAt = await correspondence.lastHeard(message.address);
      if (heardAt === null || now - heardAt > pillWindowMs) {
        throw new SportelloError('send-refused', 'The person has not written on WhatsApp within 24 hours.');
      }
      if (now < nextPillAt) throw wait('Pills leave one at a time.', nextPillAt - now);
    }
    const full = ledger()?.waitFor(isPill ? 'pill' : 'message', now) ?? 0;
    if (full > 0) throw wait("Today's limit of messages over WhatsApp is reached.", full);
  };

  const write = async (chat: string, text: string, key: string): Promise<string | null> => {
    const now = Date.now();
    const isFollowUp = now - (lastSent.get(chat) ?? 0) < flowMs;
    await looks.settled(chat);
    // That nobody sees us type is no reason not to answer.
    await call({ name: 'typing', chat }).catch(onlyIfHung);
    await pause(typingMs(text.length, isFollowUp, universe.chance) * pace);
    const earlier = triedAt.get(key) ?? null;
    remember(triedAt, key, earlier ?? Date.now());
    const id = await call({ name: 'send', chat, text, triedAt: earlier });
    triedAt.delete(key);
    remember(lastSent, chat, Date.now());
    return id;
  };

  const send: Sender['send'] = async (message) => {
    const { activity, address, id } = message;
    if (activity.type !== 'message') return { providerId: null };
    await admit(message);
    let providerId: string | null = null;
    const direction = activity.channelData?.sportello?.direction ?? 'ltr';
    const texts = whatsAppParts(activity, textLength).map((text) => isolateText(text, direction));
    for (const [index, text] of texts.entries()) {
      if (index < (arrived.get(id) ?? 0)) continue;
      providerId = await write(address.thread, text, `${id}:${String(index)}`);
      remember(arrived, id, index + 1);
      ledger()?.sent(message.kind === 'pill' ? 'pill' : 'message', universe.now());
    }
    arrived.delete(id);
    if (message.kind === 'pill') nextPillAt = universe.now() + betweenPillsMs(universe.chance) * pace;
    return { providerId };
  };

  return { send };
}

function wait(reason: string, retryAfterMs: number): SportelloError {
  return new SportelloError('send-failed', reason, { retryAfterMs });
}

/** Nothing has been sent yet, whatever became of the typing. */
function onlyIfHung(error: unknown): void {
  if (error instanceof SportelloError && error.code === 'send-unknown') throw wait(error.message, 1_000);
  if (error instanceof SportelloError && error.retryAfterMs !== null) throw error;
}

function remember(map: Map<string, number>, key: string, value: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > mostRemembered ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
