import type { Attachment as WireAttachment } from 'botbuilder';
import { SportelloError } from '../../domain/errors.ts';
import type { MediaFile } from '../../domain/media.ts';

/** Pictures that Teams shows inside a message. Source: Microsoft, "Send and receive files through the bot": PNG, JPEG or GIF, 1 MB. */
const teamsPictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif']);
const mostInTeams = 1_048_576;
/** Of a whole message elsewhere. Source: Microsoft, "API reference - Direct Line API 3.0": 256 KB, less what Base64 and words add. */
const mostInline = 180_000;

/** A file inside the message that brings it; null where it is too large for that and must be handed over before. */
export function toFile(file: MediaFile, channelId: string): WireAttachment | null {
  const { bytes, contentType } = file;
  const named = { contentType, name: file.name ?? 'file' };
  const isTeams = channelId === 'msteams';
  if (isTeams && (!teamsPictures.has(contentType) || bytes.length > mostInTeams)) {
    throw new SportelloError('send-refused', 'Teams takes PNG, JPEG and GIF pictures of up to 1 MB from us, and no other files.');
  }
  if (!isTeams && bytes.length > mostInline) return null;
  return { ...named, contentUrl: `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}` };
}
