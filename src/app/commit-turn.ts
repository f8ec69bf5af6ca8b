import type { Activity } from '../domain/activity.ts';
import type { Address } from '../domain/contact.ts';
import type { ConversationState, Owner } from '../domain/conversation.ts';
import type { Effect } from '../domain/effect.ts';
import type { OutboxKind } from '../domain/outbox.ts';
import type { Actor, TranscriptRow } from '../domain/transcript.ts';
import type { Claim, LoadedConversation, NewTranscriptRow, Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import { applyEffects } from './apply-effects.ts';
import type { EffectScope, Moved } from './effect-scope.ts';
import { addressTo, nameFor } from './shared-phone.ts';
import { Rollback } from './rollback.ts';

/** Everything that a turn decided, ready to be made durable together. */
export interface TurnCommit {
  readonly conversation: LoadedConversation;
  readonly state: ConversationState;
  readonly owner: Owner;
  readonly effects: readonly Effect[];
  readonly speech: Speech;
  readonly claim?: Claim;
  /** What else belongs to the same commit: the inbox row, a timer, a delivery. False: the cause is gone, drop all. */
  readonly also: (tables: Tables) => Promise<boolean>;
  readonly canKnock: EffectScope['canKnock'];
}

/** Messages on their way to one address. */
export interface Speech {
  readonly activities: readonly Activity[];
  readonly actor: Extract<Actor, 'bot' | 'mentor'>;
  readonly kind: OutboxKind;
  readonly to: { readonly addressId: string; readonly address: Address };
  /** With the index of the activity it makes each outbox row's key. */
  readonly cause: string;
  /** Pull channels need no sending: the transcript row is the delivery. */
  readonly delivery: 'push' | 'pull';
  readonly expiresAt: number | null;
}

/** `moved`: somebody else changed the conversation, run the turn again. `dropped`: the cause is gone, nothing to do. */
export type CommitOutcome =
  | { readonly type: 'committed'; readonly rows: readonly TranscriptRow[] }
  | { readonly type: 'moved' | 'dropped' };

/** What was said, and which addresses changed their conversation. */
export interface Committed {
  readonly rows: readonly TranscriptRow[];
  readonly moved: Moved | null;
}

/** Runs inside one transaction. Throws `Rollback` where nothing may stay. */
export async function commitTurn(tables: Tables, commit: TurnCommit, universe: Universe): Promise<Committed> {
  const { conversation, state, owner, effects, speech, claim, also, canKnock } = commit;
  if (!(await also(tables))) throw new Rollback('dropped');
  const isSaved = await tables.conversations.save(conversation.id, conversation.version, { state, owner }, claim);
  if (!isSaved) throw new Rollback('moved');
  const { addressId, address } = speech.to;
  const scope = { tables, conversation, state, owner, addressId, channel: address.channel, universe, canKnock };
  const moved = await applyEffects(effects, scope);
  return { rows: await speak(tables, moved?.current ?? conversation.id, speech, universe), moved };
}

/** Puts messages into the transcript and the outbox. An index that was spoken before for the same cause is left out. */
export async function speak(
  tables: Tables,
  conversationId: string,
  speech: Speech,
  universe: Universe,
): Promise<readonly TranscriptRow[]> {
  if (speech.activities.length === 0) return [];
  const now = universe.now();
  const addressed = addressTo(await nameFor(tables, conversationId, speech.to.addressId), speech.activities);
  const messages = addressed.map((activity) => stamp(activity, speech, universe, now));
  const inserted = await tables.outbox.insert(
    messages.map((activity, index) => ({
      id: universe.id(),
      idemKey: `${speech.cause}:${String(index)}`,
      conversationId,
      addressId: speech.to.addressId,
      activity,
      kind: speech.kind,
      status: speech.delivery === 'pull' ? 'sent' : 'pending',
      notBefore: now,
      expiresAt: speech.expiresAt,
    })),
    now,
  );
  const rows: NewTranscriptRow[] = messages
    .filter((_, index) => inserted[index] === true)
    .map((activity) => ({
      id: activity.id,
      actor: speech.actor,
      addressId: speech.to.addressId,
      channel: speech.to.address.channel,
      activity,
    }));
  return rows.length === 0 ? [] : tables.conversations.append(conversationId, rows, now);
}

function stamp(activity: Activity, speech: Speech, universe: Universe, now: number): Activity & { readonly id: string } {
  return {
    ...activity,
    id: universe.id(),
    timestamp: new Date(now).toISOString(),
    channelId: speech.to.address.channel,
    from: { id: speech.actor, name: activity.from?.name, role: 'bot' },
  };
}
