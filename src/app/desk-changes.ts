import type { Owner } from '../domain/conversation.ts';
import type { DialogTrigger } from '../domain/dialog.ts';
import { SportelloError } from '../domain/errors.ts';
import { promiseFor } from '../domain/handoff.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { Tables } from '../ports/store.ts';
import type { DeskParts } from './desk-parts.ts';
import { requireHandoff, requireOwn, saveHandoff } from './desk-rules.ts';

/** First come, first served; from this commit on the assistant is silent. */
export function claimHandoff(parts: DeskParts, mentor: Mentor, handoffId: string, version: number): Promise<void> {
  return change(parts, mentor, handoffId, {
    trigger: 'handoff-claimed',
    owner: 'mentor',
    apply: async (tables, now) => {
      const handoff = await requireHandoff(tables, mentor, handoffId);
      if (handoff.status === 'claimed')
        throw new SportelloError('handoff-taken', 'Another mentor was quicker and has taken this conversation.');
      if (handoff.status === 'closed') throw new SportelloError('handoff-closed', 'This conversation was closed.');
      await saveHandoff(tables, { ...handoff, status: 'claimed', mentorId: mentor.id, claimedAt: now }, version);
      // What the assistant had left to say would now come between the person and the mentor.
      await tables.outbox.cancel(handoff.conversationId, ['reply', 'pill'], now);
      await tables.timers.cancel('handoff-overdue', handoff.id);
    },
  });
}

/** Gives the conversation back to the assistant, which asks for a rating. */
export function closeHandoff(parts: DeskParts, mentor: Mentor, handoffId: string, version: number): Promise<void> {
  return change(parts, mentor, handoffId, {
    trigger: 'handoff-closed',
    owner: 'bot',
    apply: async (tables, now) => {
      const handoff = await requireOwn(tables, mentor, handoffId);
      await saveHandoff(tables, { ...handoff, status: 'closed', closedAt: now }, version);
    },
  });
}

/** Back into the queue, with a new promise: the old one was made for the mentor who could not keep it. */
export async function releaseHandoff(parts: DeskParts, mentor: Mentor, handoffId: string, version: number): Promise<void> {
  const { store, universe } = parts;
  await store.write(async (tables) => {
    const now = universe.now();
    const handoff = await requireOwn(tables, mentor, handoffId);
    const promisedAt = promiseFor(handoff.risk, now);
    await saveHandoff(tables, { ...handoff, status: 'queued', mentorId: null, claimedAt: null, promisedAt }, version);
    await setOwner(tables, handoff, 'queue');
    const { partnerId, conversationId } = handoff;
    await tables.timers.set({
      id: universe.id(),
      partnerId,
      type: 'handoff-overdue',
      scope: handoffId,
      conversationId,
      fireAt: promisedAt,
    });
    await tables.records.audit('handoff-released', { handoff: handoffId, mentor: mentor.id }, now);
  });
  parts.queueChanged(mentor.partnerId);
}

interface HandoffChange {
  readonly trigger: Extract<DialogTrigger, 'handoff-claimed' | 'handoff-closed'>;
  readonly owner: Owner;
  /** Throws what the mentor is told when the change is not allowed. */
  readonly apply: (tables: Tables, now: number) => Promise<void>;
}

async function change(
  parts: DeskParts,
  mentor: Mentor,
  handoffId: string,
  { trigger, owner, apply }: HandoffChange,
): Promise<void> {
  const { store, universe } = parts;
  const before = await store.read((tables) => requireHandoff(tables, mentor, handoffId));
  const outcome = await parts.happen(before.conversationId, {
    input: { type: 'happening', trigger, values: { mentor: mentor.name, handoff: handoffId } },
    cause: `${trigger}:${handoffId}:${String(before.version)}`,
    kind: 'notice',
    expiresAt: null,
    owner,
    to: null,
    also: async (tables) => {
      const now = universe.now();
      await apply(tables, now);
      await tables.records.audit(trigger, { handoff: handoffId, mentor: mentor.id }, now);
      return true;
    },
  });
  if (outcome.type === 'moved') throw new SportelloError('version-moved', 'The conversation kept changing. Try again.');
  if (outcome.type === 'dropped') throw new SportelloError('not-found', 'This conversation is no longer here.');
}

async function setOwner(tables: Tables, handoff: Handoff, owner: Owner): Promise<void> {
  const conversation = await tables.conversations.load(handoff.conversationId);
  if (conversation === null) throw new SportelloError('not-found', 'This conversation is no longer here.');
  const isSaved = await tables.conversations.save(conversation.id, conversation.version, { state: conversation.state, owner });
  if (!isSaved) throw new SportelloError('version-moved', 'The conversation changed at the same moment. Try again.');
}
