import { strictInKeyOrder, whole } from './migration.ts';
import type { Migration } from './migration.ts';

/** Where mentors answer from a private chat, and what they were shown there. */
export const mentorChats: Migration = {
  name: '008-mentor-chats',
  up: async (db, engine) => {
    const number = whole(engine);
    const seats = db.schema
      .createTable('mentor_seats')
      .addColumn('mentor_id', 'text', (column) => column.primaryKey().notNull().references('mentors.id'))
      .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('external_user', 'text', (column) => column.notNull())
      .addColumn('thread', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('zone', 'text', (column) => column.notNull())
      .addColumn('from_time', 'text', (column) => column.notNull())
      .addColumn('to_time', 'text', (column) => column.notNull())
      .addColumn('code_hash', 'text', (column) => column.notNull())
      .addColumn('linked_at', number, (column) => column.notNull())
      .addUniqueConstraint('mentor_seats_user', ['channel', 'account', 'external_user']);
    await strictInKeyOrder(seats, engine).execute();
    const cards = db.schema
      .createTable('mentor_cards')
      .addColumn('handoff_id', 'text', (column) => column.notNull())
      .addColumn('mentor_id', 'text', (column) => column.notNull())
      .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
      .addColumn('message_id', 'text')
      .addColumn('shown', 'text', (column) => column.notNull())
      .addColumn('is_here', number, (column) => column.notNull())
      .addColumn('number', number)
      .addColumn('relayed_seq', number, (column) => column.notNull())
      .addColumn('busy_until', number, (column) => column.notNull())
      .addPrimaryKeyConstraint('mentor_cards_key', ['handoff_id', 'mentor_id']);
    await strictInKeyOrder(cards, engine).execute();
    await db.schema.createIndex('mentor_cards_mentor').on('mentor_cards').columns(['mentor_id', 'shown']).execute();
    const messages = db.schema
      .createTable('mentor_messages')
      .addColumn('mentor_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
      .addColumn('handoff_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('mentor_messages_key', ['mentor_id', 'message_id']);
    await strictInKeyOrder(messages, engine).execute();
  },
};
