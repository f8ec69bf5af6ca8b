import type { Activity } from '../../domain/activity.ts';
import { countMessage } from './rates.ts';
import type { WebChatParts } from './parts.ts';

/** Hands a person's activity in and resolves with its id once it is stored. `key` makes a second copy recognisable. */
export async function sendActivity(
  parts: WebChatParts,
  visitor: { readonly user: string; readonly conversation: string },
  activity: Activity,
  key: string | undefined,
): Promise<string> {
  const { user, conversation } = visitor;
  countMessage(parts, user);
  const [receipt] = await parts.inbox.receive([
    {
      address: { channel: 'web-chat', account: 'default', externalUser: user, thread: conversation },
      dedupeKey: `${conversation}:${key ?? parts.universe.id()}`,
      activity: { ...activity, timestamp: new Date(parts.universe.now()).toISOString(), channelId: 'directline' },
    },
  ]);
  if (receipt === undefined) throw new Error('the inbox gave no receipt');
  return receipt.activityId;
}
