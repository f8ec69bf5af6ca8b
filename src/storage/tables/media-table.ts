import { partnerOf } from './partner-of.ts';
import { statement } from '../statement.ts';
import type { Builder, Runner } from '../statement.ts';
import type { MediaOutcome, MediaTable, NewMedia } from '../../ports/media.ts';

export function createMediaTable(run: Runner): MediaTable {
  return {
    insert: async (media, now) => {
      await run.all(insertMedia, { ...media, now });
    },
    byId: async (id) => (await run.first(mediaById, { id })) ?? null,
    of: (conversationId) => run.all(mediaOf, { conversationId }),
    share: async (id, conversationId) => {
      await run.all(shareMedia, { id, conversationId });
    },
    takeAsked: async (limit, now, pauseMs) => {
      const due = await run.all(askedMedia, { limit, now });
      for (const { id } of due) await run.all(postponeMedia, { id, until: now + pauseMs });
      return due;
    },
    settle: async (outcome) => {
      await run.all(settleMedia, outcome);
    },
    uncount: async (id) => {
      await run.all(uncountMedia, { id });
    },
    expire: async (before, unsharedBefore) => (await run.all(expireMedia, { before, unsharedBefore })).length,
    isWanted: async (sha256) => (await run.first(mediaWithBlob, { sha256 })) !== undefined,
  };
}

function columns(db: Builder) {
  return db
    .selectFrom('media')
    .select(['id', 'partner_id as partnerId', 'conversation_id as conversationId', 'activity_id as activityId', 'kind'])
    .select(['content_type as contentType', 'name', 'size', 'sha256', 'source', 'state', 'attempts', 'at']);
}

const insertMedia = statement((db, $: NewMedia & { now: number }) =>
  db
    .insertInto('media')
    .values({
      id: $.id,
      partner_id: partnerOf($.conversationId),
      conversation_id: $.conversationId,
      activity_id: $.activityId,
      kind: $.kind,
      content_type: $.contentType,
      name: $.name,
      size: $.size,
      sha256: $.sha256,
      source: $.source,
      state: $.state,
      fetch_at: $.now,
      at: $.now,
    })
    .onConflict((conflict) => conflict.columns(['activity_id', 'source']).doNothing()),
);

const mediaById = statement((db, $: { id: string }) => columns(db).where('id', '=', $.id));

const mediaOf = statement((db, $: { conversationId: string }) =>
  columns(db).where('conversation_id', '=', $.conversationId).orderBy('at').orderBy('id'),
);

const shareMedia = statement((db, $: { id: string; conversationId: string }) =>
  db
    .updateTable('media')
    .set({ state: 'kept' })
    .where('id', '=', $.id)
    .where('conversation_id', '=', $.conversationId)
    .where('state', '=', 'left'),
);

const askedMedia = statement((db, $: { limit: number; now: number }) =>
  columns(db).where('state', '=', 'asked').where('fetch_at', '<=', $.now).orderBy('fetch_at').limit($.limit),
);

const postponeMedia = statement((db, $: { id: string; until: number }) =>
  db
    .updateTable('media')
    .set((eb) => ({ fetch_at: $.until, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', $.id),
);

const uncountMedia = statement((db, $: { id: string }) =>
  db
    .updateTable('media')
    .set((eb) => ({ attempts: eb('attempts', '-', 1) }))
    .where('id', '=', $.id)
    .where('state', '=', 'asked'),
);

const settleMedia = statement((db, $: MediaOutcome) =>
  db
    .updateTable('media')
    .set({ state: $.state, kind: $.kind, content_type: $.contentType, size: $.size, sha256: $.sha256 })
    .where('id', '=', $.id)
    .where('state', '=', 'asked'),
);

const expireMedia = statement((db, $: { before: number; unsharedBefore: number }) =>
  db
    .deleteFrom('media')
    .where((eb) => eb.or([eb('at', '<', $.before), eb.and([eb('state', '=', 'left'), eb('at', '<', $.unsharedBefore)])]))
    .returning('id'),
);

const mediaWithBlob = statement((db, $: { sha256: string }) =>
  db.selectFrom('media').select('id').where('sha256', '=', $.sha256).limit(1),
);
