import { toReach } from './direct-line.ts';
import type { Reach } from './direct-line.ts';
import type { ActivitySet, Session } from './session.ts';
import type { Transcript } from './transcript.ts';

export interface LiveParts {
  readonly session: Session;
  readonly transcript: Transcript;
  readonly onReach: (reach: Reach) => void;
}

export interface Live {
  /** Follows the conversation from now on, or lets go of it. */
  follow(isWanted: boolean): void;
  /** Fetches what came since, now. Never rejects. */
  catchUp(): Promise<void>;
}

/** Between two looks while there is no socket; doubles from the first to the last. */
const firstWaitMs = 1_000;
const longestWaitMs = 15_000;
/** A socket may be dead without knowing it; our own word makes the network say so, and a look shows what was missed. */
const checkMs = 45_000;

/**
 * Follows the conversation: by a socket where there is one, by asking where not, always from the watermark, so that
 * nothing is lost between the two. Each tab has its own token and its own socket.
 */
export function createLive({ session, transcript, onReach }: LiveParts): Live {
  let isWanted = false;
  let socket: WebSocket | null = null;
  let timer = 0;
  let waitMs = firstWaitMs;

  const catchUp = (): Promise<void> =>
    transcript.look().then(
      () => onReach('yes'),
      (error: unknown) => onReach(toReach(error)),
    );

  const check = async (): Promise<void> => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send('');
    await catchUp();
    if (isWanted) timer = setTimeout(() => void check(), checkMs);
  };

  const lost = (): void => {
    socket = null;
    clearTimeout(timer);
    if (!isWanted) return;
    timer = setTimeout(() => void connect(), waitMs * (0.75 + Math.random() / 2));
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  };

  const isOpened = (): void => {
    waitMs = firstWaitMs;
    timer = setTimeout(() => void check(), checkMs);
  };

  const connect = async (): Promise<void> => {
    try {
      const { streamUrl, token } = await session.use((seat) => Promise.resolve(seat));
      await transcript.lookOnce();
      onReach('yes');
      if (!isWanted || socket !== null) return;
      const opened = new WebSocket(streamAt(streamUrl, token, transcript.watermark()));
      socket = opened;
      opened.addEventListener('open', isOpened);
      opened.addEventListener('message', ({ data }) => hear(data, transcript));
      opened.addEventListener('close', () => socket === opened && lost());
    } catch (error) {
      onReach(toReach(error));
      if (socket === null) lost();
    }
  };

  const follow = (wanted: boolean): void => {
    if (isWanted === wanted) return;
    isWanted = wanted;
    clearTimeout(timer);
    waitMs = firstWaitMs;
    const old = socket;
    socket = null;
    old?.close();
    if (wanted) void connect();
  };

  return { follow, catchUp };
}

/** Empty frames only keep the line open. */
function hear(data: unknown, transcript: Transcript): void {
  if (typeof data === 'string' && data !== '') transcript.take(JSON.parse(data) as ActivitySet);
}

function streamAt(streamUrl: string, token: string, watermark: string): string {
  const url = new URL(streamUrl);
  url.searchParams.set('t', token);
  url.searchParams.set('watermark', watermark);
  return url.href;
}
