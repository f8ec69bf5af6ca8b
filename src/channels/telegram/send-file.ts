import type { Api } from 'grammy';
import { InputFile } from 'grammy';
import type { Attachment } from '../../domain/activity.ts';
import type { MediaFile } from '../../domain/media.ts';
import type { OpenMedia } from '../../ports/media.ts';
import { openFile } from '../open-file.ts';

/** Sends one file in Telegram's form for its type, with a caption in HTML. Resolves with the message's id. */
export async function sendFile(api: Api, open: OpenMedia, chat: string, attachment: Attachment, html: string): Promise<number> {
  const file = await openFile(open, attachment);
  const { message_id: id } = await sendAs(api, chat, file, html === '' ? {} : { caption: html, parse_mode: 'HTML' });
  return id;
}

type Extra = { readonly caption?: string; readonly parse_mode?: 'HTML' };

/** Source: the Bot API: photos are JPEG, PNG or WebP; voice messages OGG with Opus; everything else is a document. */
function sendAs(api: Api, chat: string, { bytes, contentType, name }: MediaFile, extra: Extra): Promise<{ message_id: number }> {
  const input = new InputFile(bytes, name ?? `file.${contentType.split('/')[1] ?? 'bin'}`);
  if (/^image\/(jpeg|png|webp)$/.test(contentType)) return api.sendPhoto(chat, input, extra);
  return contentType === 'audio/ogg' ? api.sendVoice(chat, input, extra) : api.sendDocument(chat, input, extra);
}
