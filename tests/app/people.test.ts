import { afterEach, beforeEach, expect, test } from 'vitest';
import { SportelloError } from '../../src/domain/errors.ts';
import type { TestInside } from '../support/inside.ts';
import { openInside } from '../support/inside.ts';

let inside: TestInside;
beforeEach(async () => {
  inside = await openInside();
});
afterEach(() => inside.dispose());

const password = 'correct horse battery';
const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'went through',
    (error: unknown) => (error instanceof SportelloError ? error.code : String(error)),
  );

test('the first link makes an administrator, and then no more is needed', async () => {
  expect(await inside.people.needsAdministrator()).toBe(true);
  const link = await inside.people.invite('Administrator', 'administrator', []);
  expect(await inside.people.needsAdministrator()).toBe(true);
  const { mentor } = await inside.people.accept(link, 'Giulia', password);
  expect(mentor).toMatchObject({ name: 'Giulia', role: 'administrator' });
  expect(await inside.people.needsAdministrator()).toBe(false);
});

test('a link works once', async () => {
  const link = await inside.people.invite('Lena', 'mentor', ['sl']);
  const results = await Promise.all([1, 2, 3].map(() => failure(inside.people.accept(link, 'Lena', password))));
  expect(results.toSorted()).toEqual(['sign-in-link-used', 'sign-in-link-used', 'went through']);
});

test('a link works for a week', async () => {
  const link = await inside.people.invite('Lena', 'mentor', []);
  inside.universe.advance(7 * 86_400_000);
  expect(await failure(inside.people.invited(link))).toBe('sign-in-link-used');
});

test('name and password open a session that ends with sign-out', async () => {
  await inside.people.accept(await inside.people.invite('Lena', 'mentor', []), 'Lena', password);
  const { secret } = await inside.people.signIn('Lena', password, '10.0.0.1');
  expect(await inside.people.session(secret)).toMatchObject({ name: 'Lena' });
  await inside.people.signOut(secret);
  expect(await inside.people.session(secret)).toBeNull();
});

test('a session ends by itself after two weeks', async () => {
  const { secret } = await inside.people.accept(await inside.people.invite('Lena', 'mentor', []), 'Lena', password);
  inside.universe.advance(14 * 86_400_000);
  expect(await inside.people.session(secret)).toBeNull();
});

test('a new link closes the sessions that the old password opened', async () => {
  const first = await inside.people.accept(await inside.people.invite('Lena', 'mentor', []), 'Lena', password);
  await inside.people.accept(await inside.people.invite('Lena', 'mentor', []), 'Lena', 'another long one');
  expect(await inside.people.session(first.secret)).toBeNull();
  expect(await failure(inside.people.signIn('Lena', password, '10.0.0.1'))).toBe('sign-in-refused');
});

test.each([
  ['an unknown name', 'Nobody', password],
  ['a wrong password', 'Lena', 'wrong password'],
  ['an invited mentor without password', 'Ana', ''],
])('%s is refused with the same words', async (_, name, tried) => {
  await inside.people.accept(await inside.people.invite('Lena', 'mentor', []), 'Lena', password);
  await inside.people.invite('Ana', 'mentor', []);
  await expect(inside.people.signIn(name, tried, '10.0.0.1')).rejects.toThrow('Name or password is not right.');
});

test('who guesses is slowed down, and the owner elsewhere is not locked out', async () => {
  await inside.people.accept(await inside.people.invite('Lena', 'mentor', []), 'Lena', password);
  const guesses: string[] = [];
  for (let guess = 0; guess < 12; guess++)
    guesses.push(await failure(inside.people.signIn('Lena', `guess ${String(guess)}`, '10.6.6.6')));
  expect(guesses.at(0)).toBe('sign-in-refused');
  expect(guesses.at(-1)).toBe('too-many-requests');
  await expect(inside.people.signIn('Lena', password, '10.0.0.1')).resolves.toMatchObject({ mentor: { name: 'Lena' } });
});

test.each([
  ['an empty name', '  ', password],
  ['a name of 81 characters', 'x'.repeat(81), password],
  ['a short password', 'Lena', 'short'],
])('%s is not accepted, and the link stays good', async (_, name, chosen) => {
  const link = await inside.people.invite('Lena', 'mentor', []);
  expect(await failure(inside.people.accept(link, name, chosen))).toBe('body-invalid');
  await expect(inside.people.invited(link)).resolves.toMatchObject({ name: 'Lena' });
});

test('two mentors of one desk never have the same name', async () => {
  await inside.people.accept(await inside.people.invite('Lena', 'mentor', []), 'Lena', password);
  expect(await failure(inside.people.accept(await inside.people.invite('Ana', 'mentor', []), 'Lena', password))).toBe(
    'body-invalid',
  );
});

test('neither passwords nor secrets are stored as they are', async () => {
  const link = await inside.people.invite('Lena', 'mentor', []);
  const { secret } = await inside.people.accept(link, 'Lena', password);
  const [mentor] = await inside.store.read(({ mentors }) => mentors.list('main'));
  expect(mentor?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(JSON.stringify(await inside.people.list('main'))).not.toContain('argon2id');
  expect(await inside.store.read(({ mentors }) => mentors.signIn('session', secret))).toBeNull();
});
