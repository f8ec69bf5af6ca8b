import { createHash } from 'node:crypto';
import { statement } from '../statement.ts';
import type { Address } from '../../domain/contact.ts';
import type { Runner } from '../statement.ts';
import type { SendReport } from '../../domain/send-report.ts';
import type { SendsTable } from '../../ports/sends-table.ts';

export function createSendsTable(run: Runner): SendsTable {
  return {
    note: async (report, now) => {
      const row = { ...report, key: providerKey(report.providerId), now };
      return (await run.first(insertReport, row)) !== undefined;
    },
    told: async (providerId) => (await run.all(statusesOf, { key: providerKey(providerId) })).map(({ status: told }) => told),
    outboxIdOf: async (providerId) => (await run.first(outboxOfProvider, { providerId }))?.id ?? null,
    partsArrived: async (outboxId) => {
      const parts = new Set((await run.all(partsOf, { outboxId })).map(({ part }) => part));
      let count = 0;
      while (parts.has(count)) count++;
      return count;
    },
    lastHeard: async (address) => (await run.first(lastActivity, address))?.at ?? null,
    hold: async (outboxId, since, now) => {
      const others = await run.all(heldBeside, { outboxId, since, now });
      await run.all(insertHeld, { outboxId, now });
      return others.length;
    },
    letGo: async (outboxId) => {
      await run.all(deleteHeld, { outboxId });
    },
    hasHeld: async (address) => (await run.first(heldAt, address)) !== undefined,
    takeHeld: async (address) => {
      const held = await run.all(heldAt, address);
      for (const { outboxId } of held) await run.all(deleteHeld, { outboxId });
      return held;
    },
  };
}

/** The provider's id may hold the person's phone number: what matches none of our messages must not keep it. */
export function providerKey(providerId: string): string {
  return createHash('sha256').update(providerId).digest('hex');
}

const insertReport = statement((db, $: SendReport & { key: string; now: number }) =>
  db
    .insertInto('send_reports')
    .values({
      provider_key: $.key,
      status: $.status,
      partner_id: 'main',
      outbox_id: $.outboxId,
      part: $.part,
      error: $.error,
      retry_at: $.retryAt,
      at: $.now,
    })
    .onConflict((conflict) => conflict.columns(['provider_key', 'status']).doNothing())
    .returning('provider_key'),
);

const statusesOf = statement((db, $: { key: string }) =>
  db.selectFrom('send_reports').select('status').where('provider_key', '=', $.key),
);

const outboxOfProvider = statement((db, $: { providerId: string }) =>
  db.selectFrom('outbox').select('id').where('provider_id', '=', $.providerId).limit(1),
);

const partsOf = statement((db, $: { outboxId: string }) =>
  db
    .selectFrom('send_reports')
    .select('part')
    .where('outbox_id', '=', $.outboxId)
    .where('status', '!=', 'failed')
    .where('part', 'is not', null),
);

const lastActivity = statement((db, $: Address) =>
  db
    .selectFrom('addresses')
    .innerJoin('activities', 'activities.conversation_id', 'addresses.conversation_id')
    .whereRef('activities.address_id', '=', 'addresses.id')
    .select('activities.at')
    .where('addresses.channel', '=', $.channel)
    .where('addresses.account', '=', $.account)
    .where('addresses.external_user', '=', $.externalUser)
    .where('addresses.thread', '=', $.thread)
    .where('activities.actor', '=', 'contact')
    .orderBy('activities.seq', 'desc')
    .limit(1),
);

const heldBeside = statement((db, $: { outboxId: string; since: number; now: number }) =>
  db
    .selectFrom('outbox as this')
    .innerJoin('held_messages', 'held_messages.address_id', 'this.address_id')
    .innerJoin('outbox as other', 'other.id', 'held_messages.outbox_id')
    .select('other.id')
    .where('this.id', '=', $.outboxId)
    .whereRef('other.id', '!=', 'this.id')
    .where('held_messages.held_at', '>', $.since)
    .where((eb) => eb.or([eb('other.expires_at', 'is', null), eb('other.expires_at', '>', $.now)])),
);

const insertHeld = statement((db, $: { outboxId: string; now: number }) =>
  db
    .insertInto('held_messages')
    .columns(['outbox_id', 'partner_id', 'address_id', 'held_at'])
    .expression((eb) =>
      eb
        .selectFrom('outbox')
        .select(({ val }) => ['outbox.id', 'outbox.partner_id', 'outbox.address_id', val($.now).as('held_at')])
        .where('outbox.id', '=', $.outboxId),
    )
    .onConflict((conflict) => conflict.column('outbox_id').doNothing()),
);

const heldAt = statement((db, $: Address) =>
  db
    .selectFrom('held_messages')
    .innerJoin('addresses', 'addresses.id', 'held_messages.address_id')
    .innerJoin('outbox', 'outbox.id', 'held_messages.outbox_id')
    .select([
      'outbox.id as outboxId',
      'outbox.conversation_id as conversationId',
      'outbox.address_id as addressId',
      'outbox.kind',
      'outbox.activity',
      'outbox.expires_at as expiresAt',
    ])
    .where('addresses.channel', '=', $.channel)
    .where('addresses.account', '=', $.account)
    .where('addresses.external_user', '=', $.externalUser)
    .where('addresses.thread', '=', $.thread)
    .orderBy('outbox.place'),
);

const deleteHeld = statement((db, $: { outboxId: string }) => db.deleteFrom('held_messages').where('outbox_id', '=', $.outboxId));
