import { Refused, toReach, Unreachable } from './direct-line.ts';
import type { Reach } from './direct-line.ts';
import type { Outgoing, OutgoingList } from './outgoing-list.ts';

export interface Sender {
  /** Sends what waits, in order, until nothing does or the service can't be reached; then by itself again later. */
  flush(): void;
}

export interface SenderParts {
  readonly list: OutgoingList;
  /** Rejects with `Unreachable` or `Refused`. */
  readonly post: (message: Outgoing) => Promise<void>;
  readonly onReach: (reach: Reach) => void;
  readonly onRefused: () => void;
}

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

export function createSender({ list, post, onReach, onRefused }: SenderParts): Sender {
  let isSending = false;
  let timer = 0;
  let waitMs = firstWaitMs;

  /** False: the line is down, come back later. */
  const send = async (message: Outgoing): Promise<boolean> => {
    try {
      await post(message);
      list.remove(message.id);
    } catch (error) {
      if (!(error instanceof Refused)) {
        onReach(toReach(error));
        timer = setTimeout(flush, Math.max(error instanceof Unreachable ? error.waitMs : 0, waitMs));
        waitMs = Math.min(waitMs * 2, longestWaitMs);
        return false;
      }
      onRefused();
      list.mark(message.id, true);
    }
    waitMs = firstWaitMs;
    onReach('yes');
    return true;
  };

  const drain = async (): Promise<void> => {
    isSending = true;
    clearTimeout(timer);
    for (;;) {
      const message = list.all().find(({ isRefused }) => isRefused !== true);
      if (message === undefined || !(await send(message))) break;
    }
    isSending = false;
  };

  const flush = (): void => {
    if (!isSending) void drain();
  };

  return { flush };
}
