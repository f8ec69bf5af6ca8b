import type { MentorCard, MentorSeat } from '../../domain/mentor-chat.ts';
import type { MentorChatsTable } from '../../ports/mentor-chats-table.ts';
import type { MentorCardsRow, MentorSeatsRow } from '../schema-mentor-chats.ts';
import { statement } from '../statement.ts';
import type { Runner } from '../statement.ts';

export function createMentorChatsTable(run: Runner): MentorChatsTable {
  return {
    seats: async (partnerId) => (await run.all(seatsOf, { partnerId })).map(seatOf),
    seatOf: async (mentorId) => optional(await run.first(seatByMentor, { mentorId }), seatOf),
    seatAt: async ({ channel, account, externalUser }) =>
      optional(await run.first(seatByUser, { channel, account, externalUser }), seatOf),
    saveSeat: async (seat) => {
      const { channel, account, externalUser } = seat.address;
      await run.all(deleteSeatAt, { channel, account, externalUser, mentorId: seat.mentorId });
      await run.all(upsertSeat, rowOf(seat));
    },
    endSeat: async (mentorId) => {
      await run.all(deleteMessagesOf, { mentorId });
      await run.all(deleteCardsOf, { mentorId });
      return (await run.first(deleteSeat, { mentorId })) !== undefined;
    },
    cards: async (mentorId) => (await run.all(cardsOf, { mentorId })).map(cardOf),
    lost: async (mentorId) => (await run.all(lostCards, { mentorId })).map(({ handoff_id: id }) => id),
    take: async (card, now, busyMs) => {
      const { handoffId, mentorId, partnerId } = card;
      const row = await run.first(takeCard, { handoffId, mentorId, partnerId, now, until: now + busyMs });
      return optional(row, cardOf);
    },
    noteShown: async (card, isDone) => {
      await run.all(isDone ? finishCard : noteCard, card);
    },
    sit: async (handoffId, mentorId, number) => {
      await run.all(sitDown, { handoffId, mentorId, number, here: number === null ? 0 : 1 });
    },
    endCard: async (handoffId, mentorId) => {
      await run.all(deleteMessages, { handoffId, mentorId });
      await run.all(deleteCard, { handoffId, mentorId });
    },
    addMessage: async (mentorId, messageId, { id: handoffId, partnerId }) => {
      await run.all(insertMessage, { mentorId, messageId, handoffId, partnerId });
    },
    handoffOf: async (mentorId, messageId) => (await run.first(messageById, { mentorId, messageId }))?.handoff_id ?? null,
    messages: async (handoffId, mentorId) => (await run.all(messagesOf, { handoffId, mentorId })).map((row) => row.message_id),
  };
}

function optional<Row, Made>(row: Row | undefined, make: (row: Row) => Made): Made | null {
  return row === undefined ? null : make(row);
}

function seatOf(row: MentorSeatsRow): MentorSeat {
  const { channel, account, external_user: externalUser, thread } = row;
  return {
    mentorId: row.mentor_id,
    partnerId: row.partner_id,
    address: { channel, account, externalUser, thread },
    language: row.language,
    zone: row.zone,
    from: row.from_time,
    to: row.to_time,
    codeHash: row.code_hash,
    linkedAt: row.linked_at,
  };
}

function rowOf({ address, ...seat }: MentorSeat): MentorSeatsRow {
  return {
    mentor_id: seat.mentorId,
    partner_id: seat.partnerId,
    channel: address.channel,
    account: address.account,
    external_user: address.externalUser,
    thread: address.thread,
    language: seat.language,
    zone: seat.zone,
    from_time: seat.from,
    to_time: seat.to,
    code_hash: seat.codeHash,
    linked_at: seat.linkedAt,
  };
}

function cardOf(row: MentorCardsRow): MentorCard {
  return {
    handoffId: row.handoff_id,
    mentorId: row.mentor_id,
    partnerId: row.partner_id,
    messageId: row.message_id,
    shown: row.shown,
    isHere: row.is_here === 1,
    number: row.number,
    relayedSeq: row.relayed_seq,
  };
}

interface OfMentor {
  readonly mentorId: string;
}
interface User {
  readonly channel: string;
  readonly account: string;
  readonly externalUser: string;
}
interface Key extends OfMentor {
  readonly handoffId: string;
}

const seatsOf = statement((db, $: { partnerId: string }) =>
  db.selectFrom('mentor_seats').selectAll().where('partner_id', '=', $.partnerId),
);

const seatByMentor = statement((db, $: OfMentor) =>
  db.selectFrom('mentor_seats').selectAll().where('mentor_id', '=', $.mentorId),
);

const seatByUser = statement((db, $: User) =>
  db
    .selectFrom('mentor_seats')
    .selectAll()
    .where('channel', '=', $.channel)
    .where('account', '=', $.account)
    .where('external_user', '=', $.externalUser),
);

const deleteSeatAt = statement((db, $: User & OfMentor) =>
  db
    .deleteFrom('mentor_seats')
    .where('channel', '=', $.channel)
    .where('account', '=', $.account)
    .where('external_user', '=', $.externalUser)
    .where('mentor_id', '<>', $.mentorId),
);

const upsertSeat = statement((db, $: MentorSeatsRow) =>
  db
    .insertInto('mentor_seats')
    .values({
      mentor_id: $.mentor_id,
      partner_id: $.partner_id,
      channel: $.channel,
      account: $.account,
      external_user: $.external_user,
      thread: $.thread,
      language: $.language,
      zone: $.zone,
      from_time: $.from_time,
      to_time: $.to_time,
      code_hash: $.code_hash,
      linked_at: $.linked_at,
    })
    .onConflict((conflict) =>
      conflict.column('mentor_id').doUpdateSet((eb) => ({
        channel: eb.ref('excluded.channel'),
        account: eb.ref('excluded.account'),
        external_user: eb.ref('excluded.external_user'),
        thread: eb.ref('excluded.thread'),
        language: eb.ref('excluded.language'),
        zone: eb.ref('excluded.zone'),
        from_time: eb.ref('excluded.from_time'),
        to_time: eb.ref('excluded.to_time'),
        code_hash: eb.ref('excluded.code_hash'),
        linked_at: eb.ref('excluded.linked_at'),
      })),
    ),
);

const deleteSeat = statement((db, $: OfMentor) =>
  db.deleteFrom('mentor_seats').where('mentor_id', '=', $.mentorId).returning('mentor_id'),
);

const deleteCardsOf = statement((db, $: OfMentor) => db.deleteFrom('mentor_cards').where('mentor_id', '=', $.mentorId));

const deleteMessagesOf = statement((db, $: OfMentor) => db.deleteFrom('mentor_messages').where('mentor_id', '=', $.mentorId));

const cardsOf = statement((db, $: OfMentor) =>
  db.selectFrom('mentor_cards').selectAll().where('mentor_id', '=', $.mentorId).where('shown', '<>', 'closed'),
);

/** Those whose handoff was deleted with the person it was about. */
const lostCards = statement((db, $: OfMentor) =>
  db
    .selectFrom('mentor_cards')
    .leftJoin('handoffs', 'handoffs.id', 'mentor_cards.handoff_id')
    .select('mentor_cards.handoff_id')
    .where('mentor_cards.mentor_id', '=', $.mentorId)
    .where('handoffs.id', 'is', null),
);

const takeCard = statement((db, $: Key & { partnerId: string; now: number; until: number }) =>
  db
    .insertInto('mentor_cards')
    .values({
      handoff_id: $.handoffId,
      mentor_id: $.mentorId,
      partner_id: $.partnerId,
      message_id: null,
      shown: '',
      is_here: 0,
      number: null,
      relayed_seq: 0,
      busy_until: $.until,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['handoff_id', 'mentor_id'])
        .doUpdateSet((eb) => ({ busy_until: eb.ref('excluded.busy_until') }))
        .where('mentor_cards.busy_until', '<=', $.now),
    )
    .returningAll(),
);

type Shown = Pick<MentorCard, 'handoffId' | 'mentorId' | 'messageId' | 'shown' | 'relayedSeq'>;

const noteCard = statement((db, $: Shown) =>
  db
    .updateTable('mentor_cards')
    .set({ message_id: $.messageId, shown: $.shown, relayed_seq: $.relayedSeq })
    .where('handoff_id', '=', $.handoffId)
    .where('mentor_id', '=', $.mentorId),
);

const finishCard = statement((db, $: Shown) =>
  db
    .updateTable('mentor_cards')
    .set({ message_id: $.messageId, shown: $.shown, relayed_seq: $.relayedSeq, busy_until: 0 })
    .where('handoff_id', '=', $.handoffId)
    .where('mentor_id', '=', $.mentorId),
);

const sitDown = statement((db, $: Key & { number: number | null; here: number }) =>
  db
    .updateTable('mentor_cards')
    .set({ is_here: $.here, number: $.number, relayed_seq: 0 })
    .where('handoff_id', '=', $.handoffId)
    .where('mentor_id', '=', $.mentorId),
);

const deleteCard = statement((db, $: Key) =>
  db.deleteFrom('mentor_cards').where('handoff_id', '=', $.handoffId).where('mentor_id', '=', $.mentorId),
);

const deleteMessages = statement((db, $: Key) =>
  db.deleteFrom('mentor_messages').where('mentor_id', '=', $.mentorId).where('handoff_id', '=', $.handoffId),
);

const insertMessage = statement((db, $: Key & { messageId: string; partnerId: string }) =>
  db
    .insertInto('mentor_messages')
    .values({ mentor_id: $.mentorId, message_id: $.messageId, partner_id: $.partnerId, handoff_id: $.handoffId })
    .onConflict((conflict) => conflict.columns(['mentor_id', 'message_id']).doNothing()),
);

const messageById = statement((db, $: OfMentor & { messageId: string }) =>
  db.selectFrom('mentor_messages').select('handoff_id').where('mentor_id', '=', $.mentorId).where('message_id', '=', $.messageId),
);

const messagesOf = statement((db, $: Key) =>
  db.selectFrom('mentor_messages').select('message_id').where('mentor_id', '=', $.mentorId).where('handoff_id', '=', $.handoffId),
);
