import { statement } from '../statement.ts';
import type { MentorsRow } from '../schema.ts';
import type { MentorsTable, SignIn, StoredMentor } from '../../ports/store.ts';
import type { Runner } from '../statement.ts';

export function createMentorsTable(run: Runner): MentorsTable {
  return {
    list: async (partnerId) => (await run.all(mentorsOf, { partnerId })).map(mentorOf),
    byId: async (id) => {
      const row = await run.first(mentorById, { id });
      return row === undefined ? null : mentorOf(row);
    },
    byName: async (partnerId, name) => {
      const row = await run.first(mentorByName, { partnerId, name });
      return row === undefined ? null : mentorOf(row);
    },
    save: async (mentor) => {
      const { languages, active } = mentor;
      await run.all(saveMentor, { ...mentor, languages: JSON.stringify(languages), active: active ? 1 : 0 });
    },
    addSignIn: async (signIn) => {
      await run.all(insertSignIn, signIn);
    },
    signIn: async (kind, secretHash) => (await run.first(signInBySecret, { kind, secretHash })) ?? null,
    endSignIn: async (id) => (await run.first(deleteSignIn, { id })) !== undefined,
    endSignInsOf: async (mentorId) => (await run.all(deleteSignInsOf, { mentorId })).length,
  };
}

function mentorOf(row: MentorsRow): StoredMentor {
  return {
    id: row.id,
    partnerId: row.partner_id,
    name: row.name,
    role: row.role,
    languages: JSON.parse(row.languages) as string[],
    active: row.active === 1,
    createdAt: row.created_at,
    passwordHash: row.password_hash,
  };
}

const mentorsOf = statement((db, $: { partnerId: string }) =>
  db.selectFrom('mentors').selectAll().where('partner_id', '=', $.partnerId).orderBy('created_at').orderBy('id'),
);

const mentorById = statement((db, $: { id: string }) => db.selectFrom('mentors').selectAll().where('id', '=', $.id));

const mentorByName = statement((db, $: { partnerId: string; name: string }) =>
  db.selectFrom('mentors').selectAll().where('partner_id', '=', $.partnerId).where('name', '=', $.name),
);

type Saved = Omit<StoredMentor, 'languages' | 'active'> & { readonly languages: string; readonly active: number };

const saveMentor = statement((db, $: Saved) =>
  db
    .insertInto('mentors')
    .values({
      id: $.id,
      partner_id: $.partnerId,
      name: $.name,
      role: $.role,
      languages: $.languages,
      active: $.active,
      password_hash: $.passwordHash,
      created_at: $.createdAt,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        role: eb.ref('excluded.role'),
        languages: eb.ref('excluded.languages'),
        active: eb.ref('excluded.active'),
        password_hash: eb.ref('excluded.password_hash'),
      })),
    ),
);

const insertSignIn = statement((db, $: SignIn) =>
  db.insertInto('sign_ins').values((eb) => ({
    id: $.id,
    partner_id: eb.selectFrom('mentors').select('mentors.partner_id').where('mentors.id', '=', $.mentorId).$asScalar().$notNull(),
    mentor_id: $.mentorId,
    kind: $.kind,
    secret_hash: $.secretHash,
    created_at: $.createdAt,
    expires_at: $.expiresAt,
  })),
);

const signInBySecret = statement((db, $: { kind: SignIn['kind']; secretHash: string }) =>
  db
    .selectFrom('sign_ins')
    .select(['id', 'mentor_id as mentorId', 'kind', 'secret_hash as secretHash'])
    .select(['created_at as createdAt', 'expires_at as expiresAt'])
    .where('kind', '=', $.kind)
    .where('secret_hash', '=', $.secretHash),
);

const deleteSignIn = statement((db, $: { id: string }) => db.deleteFrom('sign_ins').where('id', '=', $.id).returning('id'));

const deleteSignInsOf = statement((db, $: { mentorId: string }) =>
  db.deleteFrom('sign_ins').where('mentor_id', '=', $.mentorId).returning('id'),
);
