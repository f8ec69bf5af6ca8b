import { reasonOf } from './fields.ts';
import { openLinkedDevice } from './linked-device.ts';
import type { LinkedDevice } from './linked-device.ts';
import { readToChild } from './protocol.ts';
import type { Call, ChildSettings, FromChild } from './protocol.ts';

/*
 * The process in which the library runs. Some of its faults end a process, others leave it hanging: so it has one of its
 * own, which reports and ends at the first fault. Its parent starts another.
 */

let device: LinkedDevice | null = null;
let closeMs = 0;
let isLeaving = false;

function tell(message: FromChild): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) return resolve();
    process.send(message, undefined, {}, () => resolve());
  });
}

/** Says why, and ends. The browser is given the time to put its files in order: the session is in them. */
async function leave(last: FromChild | null): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  if (last !== null) await tell(last);
  const timer = setTimeout(end, closeMs);
  await device?.close().catch(() => undefined);
  clearTimeout(timer);
  end();
}

function end(): void {
  device?.kill();
  process.exit(0);
}

const fail = (error: unknown): void => void leave({ type: 'fault', reason: reasonOf(error) });

function start(settings: ChildSettings): void {
  closeMs = settings.closeMs;
  device = openLinkedDevice(settings, {
    tell: (message) => void tell(message),
    end: (message) => void leave(message),
  });
  device.start().catch(fail);
}

async function answer(id: number, call: Call): Promise<void> {
  try {
    if (device === null) throw new Error('not started');
    await tell({ type: 'result', id, value: await device.call(call) });
  } catch (error) {
    // Whatever was thrown after the call went into the page: it may have had its effect.
    await tell({ type: 'failed', id, isUnsent: device?.isReady() !== true, reason: reasonOf(error) });
  }
}

process.on('message', (raw) => {
  const message = readToChild(raw);
  if (message?.type === 'start') start(message.settings);
  else if (message?.type === 'call') void answer(message.id, message.call);
  else if (message?.type === 'kept') device?.keep(message.ids);
  else if (message?.type === 'stop') void leave(null);
});
// Without a parent nobody stores what people write: nothing may be read any more.
process.on('disconnect', () => void leave(null));
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
