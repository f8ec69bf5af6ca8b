import { endOpenCodes } from './end-open-codes.ts';
import { joinContacts } from './join-contacts.ts';
import { separateAddress } from './separate-address.ts';
import { statement } from '../statement.ts';
import type { LinkCode, LinksTable } from '../../ports/links.ts';
import type { LinkCodesRow } from '../schema-links.ts';
import type { Runner } from '../statement.ts';
import type { Universe } from '../../ports/universe.ts';

export function createLinksTable(run: Runner, universe: Universe): LinksTable {
  return {
    make: async (code) => {
      await run.all(endOpenCodes, { contactId: code.contactId });
      await run.all(insertCode, code);
    },
    byHash: async (codeHash) => codeOf(await run.first(codeByHash, { codeHash })),
    byId: async (id) => codeOf(await run.first(codeById, { id })),
    spend: async (id, addressId, now) => (await run.first(spendCode, { id, addressId, now })) !== undefined,
    wrongGuesses: async (addressId, after) => (await run.first(guessesOf, { addressId, after }))?.wrong ?? 0,
    countWrongGuess: async (addressId, partnerId, after, now) => {
      if ((await run.first(countGuess, { addressId, after })) !== undefined) return;
      await run.all(dropGuesses, { addressId });
      await run.all(firstGuess, { addressId, partnerId, now });
    },
    places: async (contactId) => {
      const rows = await run.all(placesOf, { contactId });
      return rows.map(({ id, channel, account, external_user: externalUser, thread }) => {
        return { id, address: { channel, account, externalUser, thread } };
      });
    },
    join: (from, to, lastAddressId) => joinContacts(run, from, to, lastAddressId),
    separate: (from, addressId, now) => separateAddress(run, universe, from, addressId, now),
  };
}

function codeOf(row: LinkCodesRow | undefined): LinkCode | null {
  if (row === undefined) return null;
  return {
    id: row.id,
    partnerId: row.partner_id,
    contactId: row.contact_id,
    addressId: row.address_id,
    codeHash: row.code_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    usedBy: row.used_by,
  };
}

const insertCode = statement((db, $: Omit<LinkCode, 'usedAt' | 'usedBy'>) =>
  db.insertInto('link_codes').values({
    id: $.id,
    partner_id: $.partnerId,
    contact_id: $.contactId,
    address_id: $.addressId,
    code_hash: $.codeHash,
    created_at: $.createdAt,
    expires_at: $.expiresAt,
    used_at: null,
    used_by: null,
  }),
);

const codeByHash = statement((db, $: { codeHash: string }) =>
  db.selectFrom('link_codes').selectAll().where('code_hash', '=', $.codeHash),
);
const codeById = statement((db, $: { id: string }) => db.selectFrom('link_codes').selectAll().where('id', '=', $.id));

const spendCode = statement((db, $: { id: string; addressId: string; now: number }) =>
  db
    .updateTable('link_codes')
    .set({ used_at: $.now, used_by: $.addressId })
    .where('id', '=', $.id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', $.now)
    .returning('id'),
);

const guessesOf = statement((db, $: { addressId: string; after: number }) =>
  db.selectFrom('link_guesses').select('wrong').where('address_id', '=', $.addressId).where('since', '>', $.after),
);
const countGuess = statement((db, $: { addressId: string; after: number }) =>
  db
    .updateTable('link_guesses')
    .set((eb) => ({ wrong: eb('wrong', '+', 1) }))
    .where('address_id', '=', $.addressId)
    .where('since', '>', $.after)
    .returning('wrong'),
);
const dropGuesses = statement((db, $: { addressId: string }) =>
  db.deleteFrom('link_guesses').where('address_id', '=', $.addressId),
);
const firstGuess = statement((db, $: { addressId: string; partnerId: string; now: number }) =>
  db.insertInto('link_guesses').values({ address_id: $.addressId, partner_id: $.partnerId, wrong: 1, since: $.now }),
);

const placesOf = statement((db, $: { contactId: string }) =>
  db
    .selectFrom('addresses')
    .select(['id', 'channel', 'account', 'external_user', 'thread'])
    .where('contact_id', '=', $.contactId)
    .orderBy('created_at')
    .orderBy('id'),
);
