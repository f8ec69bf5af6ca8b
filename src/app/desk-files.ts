import { SportelloError } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { TranscriptRow } from '../domain/transcript.ts';
import type { DeskParts } from './desk-parts.ts';
import { requireHandoff, requireOwn } from './desk-rules.ts';
import { sayAsMentor } from './desk-speech.ts';

/** A file that the person sent to the mentor, or the mentor to the person. Only for who has the conversation in hand, or had it last. */
export async function fileForMentor(parts: DeskParts, mentor: Mentor, handoffId: string, mediaId: string): Promise<MediaFile> {
  const media = await parts.store.read(async (tables) => {
    const handoff = await requireHandoff(tables, mentor, handoffId);
    const found = await tables.media.byId(mediaId);
    const isTheirs = handoff.mentorId === mentor.id && found?.conversationId === handoff.conversationId;
    return isTheirs && found.state === 'kept' ? found : null;
  });
  const bytes = media === null ? null : await parts.media.read(media);
  if (media === null || bytes === null) throw new SportelloError('not-found', 'There is no such file on this desk.');
  return { bytes, contentType: media.contentType, name: media.name };
}

/** Keeps a mentor's file and sends it to the person. */
export async function sendFileAsMentor(
  parts: DeskParts,
  mentor: Mentor,
  handoffId: string,
  file: Pick<MediaFile, 'bytes' | 'name'>,
  key: string,
): Promise<TranscriptRow> {
  const { conversationId } = await parts.store.read((tables) => requireOwn(tables, mentor, handoffId));
  const attachment = await parts.media.receive(conversationId, file);
  return sayAsMentor(parts, mentor, handoffId, { text: '', attachments: [attachment] }, key);
}
