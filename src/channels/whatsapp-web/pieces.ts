import type { Activity, Attachment } from '../../domain/activity.ts';
import { channelCapabilities } from '../capabilities.ts';
import { isolateText } from '../isolate-text.ts';
import { speakerLine, whatsAppParts } from '../whatsapp-text.ts';

/** One message on WhatsApp: words, or a file with the words under it ('' for none). */
export interface Piece {
  readonly text: string;
  readonly file: Attachment | null;
}

/** Longest text under a file. Source: Meta, "Image messages", `caption`. */
const longestCaption = 1_024;
const { textLength } = channelCapabilities['whatsapp-web'];

/** Files first, the first one with the words where they fit under it, and with the name of who sends it in any case. */
export function piecesOf(activity: Activity): readonly Piece[] {
  const direction = activity.channelData?.sportello?.direction ?? 'ltr';
  const attachments = activity.attachments ?? [];
  const written = whatsAppParts(activity, textLength);
  const line = speakerLine(activity);
  const said = written.length === 0 && attachments.length > 0 && line !== '' ? [line] : written;
  const texts = said.map((text) => isolateText(text, direction));
  const [first = ''] = texts;
  const isCaption = attachments.length > 0 && first.length <= longestCaption && hasCaption(attachments[0]);
  const files = attachments.map((file, index): Piece => ({ file, text: isCaption && index === 0 ? first : '' }));
  return [...files, ...texts.slice(isCaption ? 1 : 0).map((text): Piece => ({ file: null, text }))];
}

/** Nothing is shown under a sound. */
function hasCaption(attachment: Attachment | undefined): boolean {
  return attachment?.contentType.startsWith('audio/') === false;
}
