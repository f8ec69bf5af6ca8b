import type { NamedHealth } from '../domain/channel-health.ts';
import { fillPhrase } from '../domain/fill-phrase.ts';
import type { JsonObject } from '../domain/json.ts';

/** `channel telegram off: TELEGRAM_BOT_TOKEN is not set.` The reason in the desk's own words. */
export function channelLine({ channel, state, reason, params }: NamedHealth, phrases: JsonObject): string {
  const line = `channel ${channel} ${state}`;
  return reason === null ? line : `${line}: ${fillPhrase(phrases, `health.${reason}`, params) ?? reason}`;
}
