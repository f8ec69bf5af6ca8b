import { readFile, writeFile } from 'node:fs/promises';
import whatsapp from 'whatsapp-web.js';
import type { Client, Message, MessageMedia as Media, MessageSendOptions } from 'whatsapp-web.js';
import { numberIn } from './fields.ts';
import { sentInPage } from './page-scripts.ts';
import type { Call, Outgoing, OutgoingFile } from './protocol.ts';

const { MessageMedia } = whatsapp;

export function pageOf(client: Client): NonNullable<Client['pupPage']> {
  if (client.pupPage === undefined || client.pupPage === null) throw new Error('the page is not open yet');
  return client.pupPage;
}

/** Does with the library what the parent asks for. `chatOf`: where each person was heard last. Without a limit of its own. */
export async function perform(client: Client, call: Call, chatOf: ReadonlyMap<string, string>): Promise<string | null> {
  if (call.name === 'state') return client.getState();
  if (call.name === 'fetch') return fetchFile(client, call);
  const chat = chatOf.get(call.chat) ?? call.chat;
  if (call.name === 'seen') return String(await client.sendSeen(chat));
  if (call.name === 'typing') {
    await pageOf(client).evaluate(`window.WWebJS.sendChatstate('typing', ${JSON.stringify(chat)})`);
    return null;
  }
  const sought = { ...call, chat };
  if (call.name === 'send') return sendOnce(client, sought, { text: call.text, isFile: false }, call.text, {});
  const media = await mediaOf(call.file);
  return sendOnce(client, sought, { text: call.caption, isFile: true }, media, captionedAs(call.file, call.caption));
}

/** Unless it left before, as far as the page knows. */
async function sendOnce(
  client: Client,
  { chat, triedAt, before }: Outgoing,
  seen: { readonly text: string; readonly isFile: boolean },
  content: string | Media,
  own: MessageSendOptions,
): Promise<string> {
  if (triedAt !== null) {
    const found = await pageOf(client).evaluate(sentInPage, { ...seen, chat, before, since: Math.floor(triedAt / 1_000) });
    if (found !== null) return found;
  }
  const options = { sendSeen: false, linkPreview: false, parseVCards: false, waitUntilMsgSent: true, ...own };
  // The library's types say it always returns the message; where the chat can't be found it returns nothing.
  const sent = (await client.sendMessage(chat, content, options)) as Message | undefined;
  if (sent === undefined) throw new Error('WhatsApp has no such chat');
  return sent.id['_serialized'];
}

async function mediaOf({ path, contentType, fileName }: OutgoingFile): Promise<Media> {
  const bytes = await readFile(path);
  return new MessageMedia(contentType, bytes.toString('base64'), fileName, bytes.length);
}

/** Pictures and sounds are shown as such, whatever else there is as a document. */
function captionedAs({ contentType }: OutgoingFile, caption: string): MessageSendOptions {
  const isShown = /^image\/(jpeg|png)$/.test(contentType) || contentType.startsWith('audio/');
  return { ...(caption === '' ? {} : { caption }), sendMediaAsDocument: !isShown };
}

async function fetchFile(client: Client, { message, path, mostBytes }: Extract<Call, { name: 'fetch' }>): Promise<string | null> {
  // The library's types leave out that there may be no such message, and no file.
  const found = (await client.getMessageById(message)) as Message | null;
  if (found?.hasMedia !== true || (numberIn(rawOf(found), 'size') ?? 0) > mostBytes) return null;
  const media = (await found.downloadMedia()) as Media | null | undefined;
  if (media?.data === undefined) throw new Error('WhatsApp gave no file');
  const bytes = Buffer.from(media.data, 'base64');
  if (bytes.length > mostBytes) return null;
  // Whoever asked made the file: where it is gone they wait no longer.
  await writeFile(path, bytes, { flag: 'r+' });
  return path;
}

function rawOf(message: Message): Readonly<Record<string, unknown>> {
  return message.rawData as Readonly<Record<string, unknown>>;
}
