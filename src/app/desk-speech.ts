import type { Activity } from '../domain/activity.ts';
import { mediaIdIn } from '../domain/media.ts';
import { SportelloError } from '../domain/errors.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { TranscriptRow } from '../domain/transcript.ts';
import { speak } from './commit-turn.ts';
import type { DeskParts } from './desk-parts.ts';
import { requireHandoff, requireOwn } from './desk-rules.ts';

/** What a mentor sends: words, files, or both. */
export type MentorSaid = Pick<Activity, 'attachments'> & { readonly text: string };

/** Sends a mentor's words or files to the person, at the address they used last. */
export async function sayAsMentor(
  parts: DeskParts,
  mentor: Mentor,
  handoffId: string,
  said: MentorSaid,
  key: string,
): Promise<TranscriptRow> {
  const { rows, conversationId, delivery } = await parts.store.write(async (tables) => {
    const handoff = await requireOwn(tables, mentor, handoffId);
    const last = await tables.conversations.lastAddress(handoff.conversationId);
    if (last === null) throw new SportelloError('conversation-gone', 'The person has no address any more.');
    const to = { addressId: last.id, address: last.address };
    const channel = parts.channel(last.address.channel);
    if ((said.attachments ?? []).length > 0 && channel.capabilities.files !== true)
      throw new SportelloError('send-refused', 'The app that the person writes from takes no files from here. Write instead.');
    const speech = {
      activities: [spokenBy(mentor, said)],
      actor: 'mentor',
      kind: 'mentor',
      to,
      cause: `mentor:${handoffId}:${key}`,
      delivery: channel.delivery,
      expiresAt: null,
    } as const;
    for (const id of (said.attachments ?? []).flatMap(({ contentUrl }) => mediaIdIn(contentUrl) ?? []))
      await tables.media.share(id, handoff.conversationId);
    const spoken = await speak(tables, handoff.conversationId, speech, parts.universe);
    return { rows: spoken, conversationId: handoff.conversationId, delivery: channel.delivery };
  });
  const [row] = rows;
  if (row === undefined) throw new SportelloError('message-repeated', 'This message was sent before.');
  parts.live.announceRows(conversationId, rows);
  parts.live.announceDesk(mentor.partnerId, { type: 'transcript-grown', handoffId });
  if (delivery === 'push') parts.wakeOutbox();
  return row;
}

/** Keeps a note beside the conversation. It has no address: it can't reach the person. */
export async function noteAsMentor(parts: DeskParts, mentor: Mentor, handoffId: string, text: string): Promise<TranscriptRow> {
  const rows = await parts.store.write(async (tables) => {
    const handoff = await requireHandoff(tables, mentor, handoffId);
    const id = parts.universe.id();
    const activity: Activity = { type: 'message', id, text, from: { id: mentor.id, name: mentor.name } };
    const note = { id, actor: 'note', addressId: null, channel: null, activity } as const;
    return tables.conversations.append(handoff.conversationId, [note], parts.universe.now());
  });
  const [row] = rows;
  if (row === undefined) throw new SportelloError('not-found', 'This conversation is no longer here.');
  parts.live.announceDesk(mentor.partnerId, { type: 'transcript-grown', handoffId });
  return row;
}

function spokenBy(mentor: Mentor, { text, attachments }: MentorSaid): Activity {
  const speaker = { kind: 'mentor', name: mentor.name } as const;
  return {
    type: 'message',
    text,
    textFormat: 'plain',
    ...(attachments === undefined ? {} : { attachments }),
    from: { id: mentor.id, name: mentor.name },
    channelData: { sportello: { speaker } },
  };
}
