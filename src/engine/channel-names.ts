import type { NamedWay } from '../domain/link.ts';
import type { Draft } from './draft.ts';
import { chainOf, tagOf } from './draft.ts';

/** What people call a channel, in the person's language; its key where the phrases have no name for it. */
export function channelName(draft: Draft, channel: string): string {
  return draft.phrases.word(`channel.${channel}`, chainOf(draft), () => '')?.text ?? channel;
}

/** Several channels in one phrase, each once. */
export function channelNames(draft: Draft, channels: readonly string[]): string {
  const names = [...new Set(channels.map((channel) => channelName(draft, channel)))];
  return new Intl.ListFormat(tagOf(draft), { type: 'conjunction' }).format(names);
}

/** The other channels that take a code. */
export function namedWays(draft: Draft): readonly NamedWay[] {
  return draft.context.link.fresh.ways.map((way) => ({ ...way, name: channelName(draft, way.channel) }));
}
