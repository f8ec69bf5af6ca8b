import type { Message } from 'grammy/types';
import type { Attachment } from '../../domain/activity.ts';
import type { JsonObject } from '../../domain/json.ts';

interface File {
  readonly file_id: string;
  readonly mime_type?: string;
  readonly file_name?: string;
  readonly file_size?: number;
}

/** What a message carries beside text. The file stays with Telegram: only its id is kept. */
export function mediaIn(message: Message): readonly Attachment[] {
  // The number itself is not kept: nobody is known by a phone number.
  if (message.contact !== undefined) return [{ contentType: 'text/vcard' }];
  const files: readonly (readonly [File | undefined, string])[] = [
    [message.voice, 'audio/ogg'],
    [message.audio, 'audio/mpeg'],
    [message.photo?.at(-1), 'image/jpeg'],
    [message.video, 'video/mp4'],
    [message.video_note, 'video/mp4'],
    [message.document, 'application/octet-stream'],
    [message.sticker, 'application/vnd.telegram.sticker'],
  ];
  return files.flatMap(([file, contentType]) => (file === undefined ? [] : [attachmentOf(file, contentType)])).slice(0, 1);
}

/** Where the person says they are, in degrees. */
export function placeIn({ location, venue }: Message): JsonObject | null {
  const found = location ?? venue?.location;
  return found === undefined ? null : { latitude: found.latitude, longitude: found.longitude };
}

function attachmentOf(
  { file_id: id, mime_type: type, file_name: name, file_size: bytes }: File,
  contentType: string,
): Attachment {
  const named = name === undefined ? {} : { name: name.toWellFormed() };
  const sized = bytes === undefined ? {} : { content: { bytes } };
  return { contentType: type ?? contentType, contentUrl: `telegram:${id}`, ...named, ...sized };
}
