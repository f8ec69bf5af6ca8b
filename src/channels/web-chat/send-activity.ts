import type { Activity, Attachment } from '../../domain/activity.ts';
import { countMessage } from './rates.ts';
import type { WebChatParts } from './parts.ts';
import type { UploadedFile } from './upload.ts';

interface Visitor {
  readonly user: string;
  readonly conversation: string;
}

/** Hands a person's activity in and resolves with its id once it is stored. `key` makes a second copy recognisable. */
export async function sendActivity(
  parts: WebChatParts,
  visitor: Visitor,
  activity: Activity,
  key: string | undefined,
): Promise<string> {
  countMessage(parts, visitor.user);
  return await handIn(parts, visitor, activity, key);
}

/** The same with files. They come first: the message is stored once all of them are kept. */
export async function sendWithFiles(
  parts: WebChatParts,
  visitor: Visitor & { readonly conversationId: string },
  activity: Activity,
  files: readonly UploadedFile[],
  key: string | undefined,
): Promise<string> {
  countMessage(parts, visitor.user);
  const attachments: Attachment[] = [];
  for (const file of files) attachments.push(await parts.receiveMedia(visitor.conversationId, file));
  return await handIn(parts, visitor, { ...activity, attachments }, key);
}

async function handIn(
  parts: WebChatParts,
  { user, conversation }: Visitor,
  activity: Activity,
  key: string | undefined,
): Promise<string> {
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
