import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/run-turn.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { loadTestAssets } from '../support/assets.ts';
import { createPlayer, expectedTurns, readGoldens, shown } from '../support/golden.ts';
import { projectRoot } from '../support/source-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'sportello-chat-'));
const file = join(folder, 'recorded.yaml');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The command itself, over the tests' small content, with its lines piped in. */
function chat(options: readonly string[], lines: readonly string[]): Promise<Ended> {
  const environment = { ...process.env, CONTENT_DIR: join(projectRoot, 'tests/support/content'), DATA_DIR: folder };
  const running = spawn(process.execPath, ['src/main.ts', 'chat', ...options], { cwd: projectRoot, env: environment });
  let output = '';
  running.stdout.on('data', (part) => (output += String(part)));
  running.stderr.on('data', (part) => (output += String(part)));
  running.stdin.end(lines.map((line) => `${line}\n`).join(''));
  return new Promise((resolve) => {
    running.on('close', (code) => resolve({ code, output }));
  });
}

let talk: Ended;

beforeAll(async () => {
  const said = ['consigli', '1', '2', '1', 'voglio una persona', '10', '/overdue', '/claim Lena', 'ciao Lena', '/close', '5'];
  talk = await chat(
    ['--language', 'it', '--seed', '3', '--record', file],
    [...said, '/pill', '1', '/pill nowhere', '/close', '/quit', 'x'],
  );
}, 60_000);

test('lines that are piped in are answered one by one, with numbered options', () => {
  expect(talk.code).toBe(0);
  expect(talk.output).toMatch(/^Ciao\. Sono un assistente automatico/u);
  expect(talk.output).toContain(
    '> consigli\nUn breve consiglio al giorno, con una piccola domanda. Su quale tema?\n\n1. Marketing\n2. Soldi',
  );
  expect(talk.output).toContain('> ciao Lena\n(no reply)');
  expect(talk.output).toContain('(change-contact, subscribe)');
  expect(talk.output).not.toContain('fault');
});

test('what can not happen now is refused in a sentence', () => {
  expect(talk.output).toContain("There is no pill 'nowhere'; there are: ");
  expect(talk.output).toContain('No mentor has this conversation, so none can close it.');
  expect(talk.output.trimEnd().endsWith('> /quit')).toBe(true);
});

test('the recording is a golden dialogue that passes', async () => {
  const assets = await loadTestAssets();
  const engine = createEngine(assets, createKnowledge(assets));
  const { cases } = readGoldens(file);
  const [golden] = cases;
  if (golden === undefined) throw new Error('nothing was recorded');
  expect(golden).toMatchObject({ locale: 'it', now: '2026-01-05T09:00:00Z', channel: 'console', content: 'shipped' });
  expect(golden.turns).toHaveLength(14);
  const played = golden.turns.map(createPlayer(engine, golden));
  expect(shown(played)).toEqual(expectedTurns(golden, played));
});

test('with buttons a number presses one, in any digits', async () => {
  const { output } = await chat(['--language', 'ar', '--buttons', '--seed', '--record', file], ['٢', '1']);
  expect(output).toContain('  [2] نصيحة يومية');
  expect(output).toContain('  [1] 08:00');
  const [golden] = readGoldens(file).cases;
  expect(golden?.turns.map(({ user, button }) => user ?? button)).toEqual([undefined, 'نصيحة يومية', 'التسويق']);
}, 60_000);

test('the same seed gives the same conversation', async () => {
  const lines = ['/pill', '2', '/pill', '1'];
  const [one, other] = await Promise.all([chat(['--seed', '7'], lines), chat(['--seed', '7'], lines)]);
  expect(one.output).toBe(other.output);
}, 60_000);

test('a language that does not exist is named, with those that do', async () => {
  const { code, output } = await chat(['--language', 'xx'], []);
  expect(code).toBe(2);
  expect(output).toContain("There is no language 'xx'; expected it, en, ar, zh, es, fr, bn, ur, uk, sq, de, sl, hr, hu.");
}, 60_000);
