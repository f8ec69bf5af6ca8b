import type { ChannelHealth, ChannelState } from '../domain/channel-health.ts';
import type { HealthSource } from '../ports/channel.ts';

export type HealthNews = Partial<Pick<ChannelHealth, 'reason' | 'params' | 'pairing'>>;

/** A channel's health as the channel itself keeps it. */
export interface HealthKeeper extends HealthSource {
  /** Says how the channel is now. Where nothing differs nobody is told, and `since` stays. */
  become(state: ChannelState, news?: HealthNews): void;
}

/** Begins with what it is given; `now` is in milliseconds since 1970. */
export function createHealth(now: () => number, state: ChannelState, news: HealthNews = {}): HealthKeeper {
  const listeners = new Set<() => void>();
  const made = (next: ChannelState, { reason = null, params = {}, pairing = null }: HealthNews): ChannelHealth => ({
    state: next,
    reason,
    params,
    pairing,
    since: now(),
  });
  let current = made(state, news);
  return {
    current: () => current,
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    become: (nextState, nextNews = {}) => {
      const next = made(nextState, nextNews);
      if (isSame(current, next)) return;
      const isSameMatter = current.state === next.state && current.reason === next.reason;
      current = isSameMatter ? { ...next, since: current.since } : next;
      for (const listener of listeners) listener();
    },
  };
}

function isSame(one: ChannelHealth, other: ChannelHealth): boolean {
  return JSON.stringify({ ...one, since: 0 }) === JSON.stringify({ ...other, since: 0 });
}
