import { SportelloError } from '../../domain/errors.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import type { Correspondence } from '../../ports/correspondence.ts';
import type { Universe } from '../../ports/universe.ts';
import { channelCapabilities } from '../capabilities.ts';
import { openFile } from '../open-file.ts';
import type { OpenMedia } from '../../ports/media.ts';
import type { FilePlace } from './file-place.ts';
import type { Ledger } from './ledger.ts';
import type { Looks } from './looks.ts';
import { betweenPillsMs, typingMs } from './pace.ts';
import { pause } from './pause.ts';
import { piecesOf } from './pieces.ts';
import type { Piece } from './pieces.ts';
import type { Call, Outgoing } from './protocol.ts';

export interface SenderParts {
  readonly call: (call: Call) => Promise<string | null>;
  readonly universe: Universe;
  readonly looks: Pick<Looks, 'settled'>;
  readonly ledger: () => Ledger | null;
  /** Part of a human's pace: 1 is a human's. */
  readonly pace: number;
  readonly correspondence: Pick<Correspondence, 'lastHeard'>;
  readonly openMedia: OpenMedia;
  readonly place: Pick<FilePlace, 'lend'>;
}

/** Sends as a person would: after a while of typing, never two pills in quick succession, no more a day than is wise. */
export interface Sender {
  send(message: OutboxMessage): Promise<{ readonly providerId: string | null }>;
}

/** A chat is written in for so long after its last message: what follows is one piece of writing. Milliseconds. */
const flowMs = 8_000;
/** Only who wrote within this time gets a pill: everything else is a broadcast, for which numbers are closed. */
const { pillWindowMs } = channelCapabilities['whatsapp-web'];
const mostRemembered = 1_000;

export function createSender({ call, universe, looks, ledger, pace, correspondence, openMedia, place }: SenderParts): Sender {
  const lastSent = new Map<string, { readonly at: number; readonly id: string | null }>();
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

  const hand = async ({ text, file }: Piece, outgoing: Outgoing): Promise<string | null> => {
    if (file === null) return call({ name: 'send', text, ...outgoing });
    const { bytes, contentType, name } = await openFile(openMedia, file);
    const fileName = name ?? `file.${contentType.split('/')[1] ?? 'bin'}`;
    return place.lend(bytes, (path) =>
      call({ name: 'send-file', file: { path, contentType, fileName }, caption: text, ...outgoing }),
    );
  };

  const write = async (chat: string, piece: Piece, key: string): Promise<string | null> => {
    const now = Date.now();
    const last = lastSent.get(chat);
    const isFollowUp = now - (last?.at ?? 0) < flowMs;
    await looks.settled(chat);
    // That nobody sees us type is no reason not to answer.
    await call({ name: 'typing', chat }).catch(onlyIfHung);
    await pause(typingMs(piece.text.length, isFollowUp, universe.chance) * pace);
    const earlier = triedAt.get(key) ?? null;
    remember(triedAt, key, earlier ?? Date.now());
    const id = await hand(piece, { chat, triedAt: earlier, before: last?.id ?? null });
    triedAt.delete(key);
    remember(lastSent, chat, { at: Date.now(), id });
    return id;
  };

  const send: Sender['send'] = async (message) => {
    const { activity, address, id } = message;
    if (activity.type !== 'message') return { providerId: null };
    await admit(message);
    let providerId: string | null = null;
    for (const [index, piece] of piecesOf(activity).entries()) {
      if (index < (arrived.get(id) ?? 0)) continue;
      providerId = await write(address.thread, piece, `${id}:${String(index)}`);
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

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > mostRemembered ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
