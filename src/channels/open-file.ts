import type { Attachment } from '../domain/activity.ts';
import { SportelloError } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media.ts';
import type { OpenMedia } from '../ports/media.ts';

/** The file of a message that is to be sent. Rejects with `send-refused` where it is not there any more. */
export async function openFile(open: OpenMedia | null, attachment: Attachment): Promise<MediaFile> {
  const file = (await open?.(attachment)) ?? null;
  if (file === null) throw new SportelloError('send-refused', 'The file of this message is not there any more.');
  return file;
}
