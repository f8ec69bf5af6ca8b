import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AdminCommand, AdminSocket } from '../../src/system/admin-socket.ts';
import { callAdminSocket, openAdminSocket } from '../../src/system/admin-socket.ts';

let folder: string;
let path: string;
let socket: AdminSocket | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sportello-admin-'));
  path = join(folder, 'admin.sock');
});
afterEach(async () => {
  await socket?.close();
  socket = null;
  await rm(folder, { recursive: true, force: true });
});

const open = async (run: (command: AdminCommand) => Promise<string>): Promise<void> => {
  socket = await openAdminSocket(path, run);
};
const command = { name: 'people link', arguments: ['Lena'] };

test('a command reaches the server and its answer comes back', async () => {
  await open(async ({ name, arguments: words }) => `${name}: ${words.join(' ')}`);
  expect(await callAdminSocket(path, command)).toBe('people link: Lena');
});

test('a refusal comes back as the server’s own sentence', async () => {
  await open(() => Promise.reject(new Error('There is no mentor of that name.')));
  await expect(callAdminSocket(path, command)).rejects.toThrow('There is no mentor of that name.');
});

test('where no server runs there is nobody to ask', async () => {
  expect(await callAdminSocket(path, command)).toBeNull();
});

test('a socket file that a crash left behind is no obstacle', async () => {
  await open(async () => 'first');
  await socket?.close();
  await open(async () => 'second');
  expect(await callAdminSocket(path, command)).toBe('second');
});

test('nonsense is answered, and the server goes on', async () => {
  await open(async () => 'fine');
  const answer = await new Promise<string>((resolve) => {
    const client = connect(path, () => client.write('not json\n'));
    client.once('data', (data) => resolve(data.toString()));
  });
  expect(JSON.parse(answer)).toMatchObject({ ok: false });
  expect(await callAdminSocket(path, command)).toBe('fine');
});
