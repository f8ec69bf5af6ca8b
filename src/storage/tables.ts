import { createConversationsTable } from './tables/conversations-table.ts';
import { createHandoffsTable } from './tables/handoffs-table.ts';
import { createInboxTable } from './tables/inbox-table.ts';
import { createLinksTable } from './tables/links-table.ts';
import { createMentorChatsTable } from './tables/mentor-chats-table.ts';
import { createMediaTable } from './tables/media-table.ts';
import { createMentorsTable } from './tables/mentors-table.ts';
import { createOutboxTable } from './tables/outbox-table.ts';
import { createPeopleTable } from './tables/people-table.ts';
import { createProfilesTable } from './tables/profiles-table.ts';
import { createRecordsTable } from './tables/records-table.ts';
import { createSendsTable } from './tables/sends-table.ts';
import { createSubscriptionsTable } from './tables/subscriptions-table.ts';
import { createTimersTable } from './tables/timers-table.ts';
import type { Leases } from './leases.ts';
import type { Runner } from './statement.ts';
import type { Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';

/** All tables over one transaction's runner. */
export function createTables(run: Runner, universe: Universe, leases: Leases): Tables {
  return {
    people: createPeopleTable(run, universe),
    inbox: createInboxTable(run, universe, leases),
    conversations: createConversationsTable(run, leases),
    outbox: createOutboxTable(run),
    sends: createSendsTable(run),
    media: createMediaTable(run),
    timers: createTimersTable(run),
    subscriptions: createSubscriptionsTable(run),
    handoffs: createHandoffsTable(run),
    links: createLinksTable(run, universe),
    profiles: createProfilesTable(run, universe),
    mentors: createMentorsTable(run),
    mentorChats: createMentorChatsTable(run),
    records: createRecordsTable(run, universe),
  };
}
