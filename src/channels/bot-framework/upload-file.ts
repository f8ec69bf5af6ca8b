import type { TurnContext } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { MediaFile } from '../../domain/media.ts';

/** Hands a file to the service of this conversation; resolves with the address that its clients open. */
export async function uploadFile(context: TurnContext, { bytes, contentType, name }: MediaFile): Promise<string> {
  const client = context.turnState.get<ConnectorClient>(context.adapter.ConnectorClientKey);
  const { conversation, serviceUrl } = context.activity;
  const file = { type: contentType, name: name ?? 'file', originalBase64: bytes, thumbnailBase64: new Uint8Array() };
  const { id } = await client.conversations.uploadAttachment(conversation.id, file);
  if (id === undefined) throw new Error('The channel took a file and gave it no number.');
  return `${serviceUrl.replace(/\/$/, '')}/v3/attachments/${encodeURIComponent(id)}/views/original`;
}
