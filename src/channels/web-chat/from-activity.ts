import type { Account, Activity, Attachment, CardAction } from '../../domain/activity.ts';
import { mediaIdIn } from '../../domain/media.ts';
import type { FileLink } from './file-links.ts';
import { qrImage } from './qr.ts';
import type { TranscriptRow } from '../../domain/transcript.ts';

/** What Direct Line clients read: activities, and how far they go. */
export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark: string;
}

/** `after` is the watermark when there is nothing new. */
export function toActivitySet(
  rows: readonly TranscriptRow[],
  thread: string,
  user: string,
  after: number,
  link: FileLink,
): ActivitySet {
  const last = rows.at(-1);
  return {
    activities: rows.filter(isShown).map((row) => toDirectLine(row, thread, user, link)),
    watermark: String(last?.seq ?? after),
  };
}

function isShown(row: TranscriptRow): boolean {
  return row.actor !== 'note' && row.activity.type !== 'typing' && row.activity.type !== 'conversationUpdate';
}

function toDirectLine(row: TranscriptRow, thread: string, user: string, link: FileLink): Activity {
  const { recipient: _ours, text, suggestedActions, attachments, ...activity } = row.activity;
  const isMarkdown = row.actor !== 'contact' && activity.textFormat !== 'plain';
  return {
    ...withQr(activity),
    ...(text === undefined ? {} : { text: isMarkdown ? breakLines(text) : text }),
    ...(suggestedActions === undefined ? {} : { suggestedActions: { actions: suggestedActions.actions.map(sayTitle) } }),
    ...(attachments === undefined ? {} : { attachments: attachments.map((one) => linked(one, thread, link)) }),
    id: row.id,
    timestamp: new Date(row.at).toISOString(),
    channelId: 'directline',
    from: toSender(row, user),
    conversation: { id: thread },
  };
}

/** Clients get the codes drawn: none of them carries a QR library to people on slow lines. */
function withQr<Given extends Pick<Activity, 'channelData'>>(activity: Given): Given {
  const sportello = activity.channelData?.sportello;
  if (sportello?.link === undefined) return activity;
  const ways = sportello.link.ways.map((way) => ({ ...way, qr: qrImage(way.url) }));
  return {
    ...activity,
    channelData: { ...activity.channelData, sportello: { ...sportello, link: { ...sportello.link, ways } } },
  };
}

/** A pressed button is said with its label: clients show the bare value of a `postBack` as the person's words. */
function sayTitle(action: CardAction): CardAction {
  return action.type === 'postBack' ? { ...action, type: 'messageBack', text: action.title, displayText: action.title } : action;
}

/** Our texts mean a new line where they begin one; Markdown joins such lines unless two spaces end them. */
function breakLines(text: string): string {
  return text.replaceAll(/(?<=\S)\n(?=\S)/g, '  \n');
}

/** Mentors appear under the name they show, never under an id of the desk. */
function toSender(row: TranscriptRow, user: string): Account {
  const given = row.activity.from?.name;
  if (row.actor === 'contact') return { id: user, ...(given === undefined ? {} : { name: given }), role: 'user' };
  const name = row.activity.channelData?.sportello?.speaker?.name ?? given;
  return { id: row.actor, ...(name === undefined ? {} : { name }), role: 'bot' };
}

/** A watermark is the number of the last activity seen; what can't be read means everything. */
export function toAfter(watermark: string | undefined): number {
  return watermark !== undefined && /^\d{1,15}$/.test(watermark) ? Number(watermark) : 0;
}

function linked(attachment: Attachment, thread: string, link: FileLink): Attachment {
  const id = mediaIdIn(attachment.contentUrl);
  return id === null ? attachment : { ...attachment, contentUrl: link(thread, id) };
}
