import type { NamedHealth } from '../domain/channel-health.ts';
import type { JsonObject } from '../domain/json.ts';

/** `channel telegram off: TELEGRAM_BOT_TOKEN is not set.` The reason in the desk's own words. */
export function channelLine({ channel, state, reason, params }: NamedHealth, phrases: JsonObject): string {
  const line = `channel ${channel} ${state}`;
  if (reason === null) return line;
  const sentences = phrases['health'] as JsonObject | undefined;
  const sentence = sentences?.[reason];
  if (typeof sentence !== 'string') return `${line}: ${reason}`;
  return `${line}: ${sentence.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => params[name] ?? '')}`;
}
