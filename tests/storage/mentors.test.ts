import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';
import { now } from './fixtures.ts';
import type { SignIn, StoredMentor } from '../../src/ports/store.ts';

const giulia: StoredMentor = {
  id: 'giulia',
  partnerId: 'main',
  name: 'Giulia',
  role: 'administrator',
  languages: ['it', 'ar'],
  active: true,
  createdAt: now,
  passwordHash: null,
};

function signInOf(id: string, kind: SignIn['kind']): SignIn {
  return { id, mentorId: 'giulia', kind, secretHash: `hash of ${id}`, createdAt: now, expiresAt: now + 1 };
}

eachStore('mentors', ({ open }) => {
  test('a mentor is found by id and by name, and changed as a whole', async () => {
    const store = await open();
    const changed = { ...giulia, active: false, passwordHash: '$argon2id$', languages: ['fr'] };
    await store.write(async ({ mentors }) => {
      await mentors.save(giulia);
      await mentors.save({ ...giulia, id: 'marco', name: 'Marco', createdAt: now + 1 });
      await mentors.save(changed);
    });
    await store.read(async ({ mentors }) => {
      expect(await mentors.byId('giulia')).toEqual(changed);
      expect(await mentors.byName('main', 'Giulia')).toEqual(changed);
      expect(await mentors.byName('other', 'Giulia')).toBeNull();
      expect((await mentors.list('main')).map(({ name }) => name)).toEqual(['Giulia', 'Marco']);
    });
  });

  test('two mentors of one partner do not share a name', async () => {
    const store = await open();
    await store.write(({ mentors }) => mentors.save(giulia));
    await expect(store.write(({ mentors }) => mentors.save({ ...giulia, id: 'other' }))).rejects.toThrow(/unique/i);
  });

  test('a link works once, and only as a link', async () => {
    const store = await open();
    await store.write(async ({ mentors }) => {
      await mentors.save(giulia);
      await mentors.addSignIn(signInOf('link', 'link'));
    });
    expect(await store.read(({ mentors }) => mentors.signIn('session', 'hash of link'))).toBeNull();
    expect(await store.read(({ mentors }) => mentors.signIn('link', 'hash of link'))).toEqual(signInOf('link', 'link'));
    const ended = await Promise.all([1, 2, 3].map(() => store.write(({ mentors }) => mentors.endSignIn('link'))));
    expect(ended.filter(Boolean)).toHaveLength(1);
  });

  test('all sessions of a mentor end together', async () => {
    const store = await open();
    await store.write(async ({ mentors }) => {
      await mentors.save(giulia);
      for (const id of ['one', 'two']) await mentors.addSignIn(signInOf(id, 'session'));
    });
    expect(await store.write(({ mentors }) => mentors.endSignInsOf('giulia'))).toBe(2);
    expect(await store.read(({ mentors }) => mentors.signIn('session', 'hash of one'))).toBeNull();
  });
});
