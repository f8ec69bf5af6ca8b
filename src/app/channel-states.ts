import type { NamedHealth } from '../domain/channel-health.ts';
import type { Channel } from '../ports/channel.ts';
import type { Logger } from '../ports/logger.ts';
import type { Live } from './live.ts';

/** Starts and stops the channels, each for itself, and knows how they are. */
export interface ChannelStates {
  /** Sets every channel going. One that fails is down, and the others run. */
  start(): void;
  /** Resolves when all have ended, however they did. */
  stop(): Promise<void>;
  /** In the order in which they were set up; with codes that open a channel only where `hasPairing`. */
  list(hasPairing: boolean): readonly NamedHealth[];
  /** Calls the listener with the channel that changed; returns the way to stop. */
  watch(listener: (changed: NamedHealth) => void): () => void;
}

interface ChannelStatesParts {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly live: Live;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly partnerId: string;
}

export function createChannelStates({ channels, live, logger, now, partnerId }: ChannelStatesParts): ChannelStates {
  const failures = new Map<string, number>();
  const recorded = new Map<string, string>();
  const listeners = new Set<(changed: NamedHealth) => void>();

  const healthOf = (name: string, { health }: Channel): NamedHealth => {
    const failedAt = failures.get(name);
    if (failedAt === undefined) return { channel: name, ...health.current() };
    return { channel: name, state: 'down', reason: 'start-failed', params: {}, since: failedAt, pairing: null };
  };

  const announce = (name: string, channel: Channel): void => {
    const health = healthOf(name, channel);
    const matter = `${health.state} ${health.reason ?? ''}`;
    // A code to scan changes three times a minute: that is news for the desk alone.
    if (recorded.get(name) !== matter) record(logger, health);
    recorded.set(name, matter);
    live.announceDesk(partnerId, { type: 'channels-changed' });
    for (const listener of listeners) listener({ ...health, pairing: null });
  };

  const startOne = async (name: string, channel: Channel): Promise<void> => {
    try {
      await channel.start();
    } catch (error) {
      logger.error('channel not started', { channel: name, reason: reasonOf(error) });
      failures.set(name, now());
      announce(name, channel);
    }
  };

  for (const [name, channel] of channels) channel.health.watch(() => announce(name, channel));

  return {
    start: () => {
      for (const [name, channel] of channels) {
        record(logger, healthOf(name, channel));
        void startOne(name, channel);
      }
    },
    stop: async () => {
      const ends = await Promise.allSettled([...channels.values()].map(async (channel) => channel.stop()));
      for (const end of ends) if (end.status === 'rejected') logger.warn('channel not stopped', { reason: reasonOf(end.reason) });
    },
    list: (hasPairing) =>
      [...channels].map(([name, channel]) => {
        const health = healthOf(name, channel);
        return hasPairing ? health : { ...health, pairing: null };
      }),
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** `telegram is healthy`; what is wrong beside it. Never a code that opens the channel. */
function record(logger: Logger, { channel, state, reason, params }: NamedHealth): void {
  const line = `${channel} is ${state}`;
  const details = reason === null ? {} : { reason, ...params };
  if (state === 'down' || state === 'needs-a-person') logger.error(line, details);
  else if (state === 'degraded') logger.warn(line, details);
  else logger.info(line, details);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
