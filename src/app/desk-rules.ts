import { SportelloError } from '../domain/errors.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { Tables } from '../ports/store.ts';

/** The same answer for what does not exist and for what is another partner's. */
export async function requireHandoff(tables: Tables, mentor: Mentor, handoffId: string): Promise<Handoff> {
  const handoff = await tables.handoffs.byId(handoffId);
  if (handoff === null || handoff.partnerId !== mentor.partnerId) {
    throw new SportelloError('not-found', 'There is no such conversation on this desk.');
  }
  return handoff;
}

/** The handoff, if this mentor has it in hand. */
export async function requireOwn(tables: Tables, mentor: Mentor, handoffId: string): Promise<Handoff> {
  const handoff = await requireHandoff(tables, mentor, handoffId);
  if (handoff.status === 'closed') throw new SportelloError('handoff-closed', 'This conversation was closed.');
  if (handoff.status === 'queued') throw new SportelloError('handoff-closed', 'Take this conversation first.');
  if (handoff.mentorId !== mentor.id) throw new SportelloError('handoff-taken', 'Another mentor has taken this conversation.');
  return handoff;
}

/** Saves over the version the mentor saw. */
export async function saveHandoff(tables: Tables, handoff: Handoff, version: number): Promise<void> {
  const isSaved = await tables.handoffs.save({ ...handoff, version: version + 1 }, version);
  if (!isSaved)
    throw new SportelloError('handoff-taken', 'Somebody else changed this conversation first. Reload to see who has it.');
}
