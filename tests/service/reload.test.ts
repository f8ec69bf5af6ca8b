import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sportello } from '../support/command-line.ts';
import type { Ended } from '../support/command-line.ts';
import { connectDirectLine, generateToken } from '../support/direct-line-client.ts';
import type { DirectLineClient } from '../support/direct-line-client.ts';
import { removeDataDirs, startService } from '../support/service.ts';
import type { Service } from '../support/service.ts';
import { projectRoot } from '../support/source-files.ts';

const secret = 'a secret between two servers';
let folder: string;
let env: Readonly<Record<string, string>>;
let service: Service;
let person: DirectLineClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sportello-reload-'));
  await cp(join(projectRoot, 'tests/support/content'), join(folder, 'content'), { recursive: true });
  for (const name of ['dialogs', 'locales']) await cp(join(projectRoot, name), join(folder, name), { recursive: true });
  env = { CONTENT_DIR: join(folder, 'content'), DIALOGS_DIR: join(folder, 'dialogs'), LOCALES_DIR: join(folder, 'locales') };
  service = await startService({ env: { ...env, DIRECT_LINE_SECRET: secret } });
  person = connectDirectLine(service.url, { token: await generateToken(service.url, secret, 'dl_ana'), locale: 'en' });
}, 60_000);
afterAll(async () => {
  person.leave();
  await removeDataDirs();
  await rm(folder, { recursive: true });
});

async function edit(file: string, from: string, to: string): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

function reload(...words: readonly string[]): Promise<Ended> {
  return sportello(['content', 'reload', ...words], { ...env, DATA_DIR: service.dataDir });
}

test('what did not change is told as it is', async () => {
  const { code, stdout } = await reload();
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Read again: \d+ answers, \d+ pills, \d+ dialogs\. Phrases/)]);
}, 60_000);

test('new words of the assistant are said from the next turn on', async () => {
  await edit('locales/en/bot.json', '"Which language do you prefer?', '"Dear friend. Which language do you prefer?');
  expect((await reload()).code).toBe(0);
  await person.say('language');
  await person.hears(/Dear friend\. /);
}, 60_000);

test('a new answer is learned, and the parts that changed are named', async () => {
  await edit('content/answers/it/open-a-shop/en.md', 'Can I open a shop?', 'May a foreigner open a shop?');
  expect((await reload()).stdout).toContain('Changed: answers-it, languages.');
}, 60_000);

test('faults are told with file and line, and what was served goes on', async () => {
  await edit('content/answers/it/open-a-shop/en.md', 'title: ', 'titel: ');
  const { code, stdout } = await reload();
  expect([code, stdout]).toEqual([1, expect.stringContaining("content/answers/it/open-a-shop/en.md:2: unknown field 'titel'")]);
  await edit('content/answers/it/open-a-shop/en.md', 'titel: ', 'title: ');
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
}, 60_000);

test('people who stand at a step that is gone are counted, and not stranded', async () => {
  await person.say('language');
  await edit('dialogs/language.yaml', 'id: which', 'id: choose-language');
  const refused = await reload();
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('One person stands at steps')]);
  await edit('dialogs/language.yaml', 'steps:', 'moved: { which: choose-language }\nsteps:');
  expect((await reload()).stdout).toContain('Changed: dialog language.');
  await edit('dialogs/language.yaml', 'moved: { which: choose-language }\n', '');
  expect((await reload('--force')).stdout).toContain('Changed: dialog language.');
}, 60_000);

test('without a service nothing is told to be served', async () => {
  const { code, stdout } = await sportello(['content', 'reload'], { ...env, DATA_DIR: folder });
  expect([code, stdout]).toEqual([1, expect.stringContaining('No service runs on')]);
}, 60_000);
