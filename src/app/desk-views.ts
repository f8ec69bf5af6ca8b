import { SportelloError } from '../domain/errors.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Media } from '../domain/media.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { TranscriptRow } from '../domain/transcript.ts';
import type { Case, QueueItem } from '../ports/desk.ts';
import type { Tables } from '../ports/store.ts';
import { appsOf } from './link-context.ts';
import { requireHandoff } from './desk-rules.ts';

const queueLimit = 200;
const transcriptLimit = 2_000;
const previewLength = 140;
/** How far back the last word of the person is looked for. */
const previewedRows = 20;

/** The open handoffs a mentor may see, most urgent first. */
export async function loadQueue(tables: Tables, mentor: Mentor): Promise<readonly QueueItem[]> {
  const handoffs = await tables.handoffs.list(mentor.partnerId, { open: true, limit: queueLimit });
  const names = await mentorNames(tables, mentor.partnerId);
  const items: QueueItem[] = [];
  for (const handoff of handoffs) items.push(await itemOf(tables, handoff, names));
  return items;
}

/** Everything about one handoff: who, what was asked, what the assistant already said. */
export async function loadCase(tables: Tables, mentor: Mentor, handoffId: string): Promise<Case> {
  const handoff = await requireHandoff(tables, mentor, handoffId);
  const conversation = await tables.conversations.load(handoff.conversationId);
  if (conversation === null) throw new SportelloError('not-found', 'This conversation is no longer here.');
  const transcript = await lastRows(tables, handoff.conversationId, transcriptLimit, true);
  const item = await itemOf(tables, handoff, await mentorNames(tables, mentor.partnerId));
  const apps = [...new Set(await appsOf(tables, conversation.contact.id))];
  const media = shownMedia(await tables.media.of(handoff.conversationId));
  return { ...item, contact: conversation.contact, apps, media, transcript: transcript.toSorted(inTime).map(withoutCode) };
}

/** What was said before two channels were joined is numbered after; mentors read it where it was said. */
function inTime(one: TranscriptRow, other: TranscriptRow): number {
  return one.at - other.at || one.seq - other.seq;
}

/** A code is the person's alone, even while it is open. */
function withoutCode(row: TranscriptRow): TranscriptRow {
  const { link, ...sportello } = row.activity.channelData?.sportello ?? {};
  if (link === undefined) return row;
  const text = (row.activity.text ?? '').replaceAll(link.code, '…').replaceAll(link.code.replace('-', ''), '…');
  return { ...row, activity: { ...row.activity, text, channelData: { ...row.activity.channelData, sportello } } };
}

async function mentorNames(tables: Tables, partnerId: string): Promise<ReadonlyMap<string, string>> {
  const mentors = await tables.mentors.list(partnerId);
  return new Map(mentors.map(({ id, name }) => [id, name]));
}

async function itemOf(tables: Tables, handoff: Handoff, names: ReadonlyMap<string, string>): Promise<QueueItem> {
  const last = await lastOfContact(tables, handoff.conversationId);
  return {
    handoff,
    mentorName: handoff.mentorId === null ? null : (names.get(handoff.mentorId) ?? null),
    preview: shorten(last?.activity.text ?? handoff.reason),
    lastAt: last?.at ?? handoff.openedAt,
  };
}

async function lastOfContact(tables: Tables, conversationId: string): Promise<TranscriptRow | undefined> {
  const rows = await lastRows(tables, conversationId, previewedRows, false);
  return rows.findLast(({ actor }) => actor === 'contact');
}

/** The newest rows of a conversation, oldest first. */
async function lastRows(tables: Tables, conversationId: string, most: number, notes: boolean): Promise<readonly TranscriptRow[]> {
  const lastSeq = await tables.conversations.lastSeq(conversationId);
  return tables.conversations.transcript(conversationId, { after: Math.max(lastSeq - most, 0), limit: most, notes });
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= previewLength ? text : `${letters.slice(0, previewLength - 1).join('')}…`;
}

/** The files of a conversation as its mentor may know of them: what was not shared is only named. */
function shownMedia(all: readonly Media[]): readonly Media[] {
  return all.filter(({ state }) => state !== 'left').map((media) => ({ ...media, source: null, sha256: null }));
}
