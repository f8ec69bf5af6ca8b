import { addAddress, findSeat, makeSeat, seatById, seatOfUser } from './seats.ts';
import { forgetContact } from './forget-contact.ts';
import { statement } from '../statement.ts';
import type { Address, Contact, ContactChanges, ContactField } from '../../domain/contact.ts';
import type { ContactsRow } from '../schema.ts';
import type { PeopleTable } from '../../ports/store.ts';
import type { Runner } from '../statement.ts';
import type { Universe } from '../../ports/universe.ts';

export function createPeopleTable(run: Runner, universe: Universe): PeopleTable {
  return {
    seat: async (address, partnerId, now) => (await findSeat(run, address)) ?? makeSeat(run, universe, address, partnerId, now),
    findSeat: (address) => findSeat(run, address),
    seatById: async (addressId) => (await run.first(seatById, { addressId })) ?? null,
    findSeatOfUser: async (address) => (await run.first(seatOfUser, address)) ?? null,
    addAddress: async (address, seat, now) => {
      await addAddress(run, address, { ...seat, addressId: universe.id() }, now);
    },
    placeOf: async (address) => (await run.first(placeAt, address))?.place ?? null,
    keepPlace: async (address, place) => {
      await run.all(savePlace, { ...address, place });
    },
    contact: async (id) => {
      const row = await run.first(contactById, { id });
      return row === undefined ? null : contactOf(row);
    },
    change: async (contactId, changes) => {
      const columns = columnsOf(changes);
      if (Object.keys(columns).length === 0) return;
      await run.query((db) => db.updateTable('contacts').set(columns).where('id', '=', contactId));
    },
    forget: (contactId, keep, now) => forgetContact(run, contactId, keep, now),
  };
}

export function contactOf(row: ContactsRow): Contact {
  return {
    id: row.id,
    partnerId: row.partner_id,
    language: row.language,
    secondLanguage: row.second_language,
    country: row.country,
    city: row.city,
    zone: row.zone,
    sector: row.sector,
    stage: row.stage,
    createdAt: row.created_at,
  };
}

const columnOf = {
  language: 'language',
  secondLanguage: 'second_language',
  country: 'country',
  city: 'city',
  zone: 'zone',
  sector: 'sector',
  stage: 'stage',
} as const satisfies Record<ContactField, keyof ContactsRow>;

function columnsOf(changes: ContactChanges): Partial<ContactsRow> {
  const fields = Object.keys(columnOf) as ContactField[];
  const changed = fields.filter((field) => changes[field] !== undefined);
  return Object.fromEntries(changed.map((field) => [columnOf[field], changes[field]]));
}

const placeAt = statement((db, $: Address) =>
  db
    .selectFrom('addresses')
    .select('place')
    .where('channel', '=', $.channel)
    .where('account', '=', $.account)
    .where('external_user', '=', $.externalUser)
    .where('thread', '=', $.thread),
);

const savePlace = statement((db, $: Address & { place: string }) =>
  db
    .updateTable('addresses')
    .set({ place: $.place })
    .where('channel', '=', $.channel)
    .where('account', '=', $.account)
    .where('external_user', '=', $.externalUser)
    .where('thread', '=', $.thread),
);

const contactById = statement((db, $: { id: string }) => db.selectFrom('contacts').selectAll().where('id', '=', $.id));
