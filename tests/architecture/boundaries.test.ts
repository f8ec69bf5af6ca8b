import { expect, test } from 'vitest';
import type { Import, SourceFile } from '../support/source-files.ts';
import { sourceFiles } from '../support/source-files.ts';

interface Floor {
  /** Own rooms it may import from, beside itself. */
  readonly own: readonly string[];
  /** Packages it may import; `*` means any. */
  readonly packages: readonly string[];
}

const inside = ['src/domain', 'src/ports'];

/** Who may import whom. The longest folder that a file lies in decides. */
const floors: Readonly<Record<string, Floor>> = {
  'src/domain': { own: [], packages: [] },
  'src/ports': { own: ['src/domain'], packages: ['node:http', 'node:stream'] },
  'src/knowledge': { own: ['src/domain'], packages: [] },
  'src/engine': { own: ['src/domain'], packages: ['i18next'] },
  'src/assets': {
    own: [...inside, 'src/engine', 'src/knowledge'],
    packages: ['yaml', 'node:crypto', 'node:fs', 'node:fs/promises', 'node:path'],
  },
  'src/assets/exchange': {
    own: [...inside, 'src/assets'],
    packages: ['yaml', 'fast-xml-parser', 'csv-parse', 'csv-stringify', 'node:fs/promises', 'node:path'],
  },
  'src/storage': {
    own: inside,
    packages: ['kysely', 'better-sqlite3', 'pg', 'node:crypto', 'node:fs', 'node:fs/promises', 'node:path'],
  },
  'src/system': {
    own: inside,
    packages: ['node:crypto', 'node:fs/promises', 'node:path', 'node:net', 'node:readline', 'node:v8'],
  },
  'src/channels': { own: inside, packages: ['node:crypto'] },
  'src/channels/web-chat': {
    own: [...inside, 'src/channels/capabilities.ts', 'src/channels/health.ts', 'src/channels/render.ts'],
    packages: ['ws', 'uqr', 'node:crypto', 'node:http', 'node:stream', 'node:buffer', 'node:fs', 'node:path'],
  },
  'src/channels/telegram': {
    own: [
      ...inside,
      'src/channels/capabilities.ts',
      'src/channels/health.ts',
      'src/channels/open-file.ts',
      'src/channels/pressed-value.ts',
      'src/channels/read-limited.ts',
      'src/channels/recent-chats.ts',
      'src/channels/split-text.ts',
    ],
    packages: ['grammy', 'grammy/types', 'node:crypto', 'node:timers/promises'],
  },
  'src/channels/whatsapp-cloud': {
    own: [
      ...inside,
      'src/channels/capabilities.ts',
      'src/channels/health.ts',
      'src/channels/isolate-text.ts',
      'src/channels/open-file.ts',
      'src/channels/pressed-value.ts',
      'src/channels/read-limited.ts',
      'src/channels/recent-chats.ts',
      'src/channels/split-text.ts',
      'src/channels/whatsapp-link.ts',
      'src/channels/whatsapp-text.ts',
    ],
    packages: ['node:crypto', 'node:timers/promises'],
  },
  'src/channels/whatsapp-web': {
    own: [
      ...inside,
      'src/channels/capabilities.ts',
      'src/channels/health.ts',
      'src/channels/isolate-text.ts',
      'src/channels/open-file.ts',
      'src/channels/whatsapp-link.ts',
      'src/channels/whatsapp-text.ts',
    ],
    packages: [
      'whatsapp-web.js',
      'uqr',
      'node:child_process',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:timers/promises',
    ],
  },
  'src/channels/bot-framework': {
    own: [
      ...inside,
      'src/channels/capabilities.ts',
      'src/channels/health.ts',
      'src/channels/open-file.ts',
      'src/channels/read-limited.ts',
    ],
    packages: ['botbuilder', 'botframework-connector', 'node:timers/promises'],
  },
  'src/channels/console': {
    own: [...inside, 'src/channels/capabilities.ts', 'src/channels/render.ts'],
    packages: ['node:readline', 'node:readline/promises'],
  },
  'src/web': {
    own: inside,
    packages: [
      'express',
      'node:http',
      'node:stream',
      'node:net',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:crypto',
      'node:url',
      'node:util',
      'node:zlib',
    ],
  },
  'src/app': {
    own: ['src/engine', 'src/knowledge', ...inside],
    packages: ['node:crypto', 'node:os', 'node:util', 'node:worker_threads'],
  },
  'src/app/bot.ts': { own: inside, packages: ['botbuilder'] },
  'src/browser': { own: ['src/domain'], packages: ['preact', '@preact/signals', 'vite'] },
  'src/browser/desk': { own: ['src/domain'], packages: ['preact', 'i18next', 'uqr'] },
  'src/browser/vite.config.ts': { own: [], packages: ['*'] },
  src: { own: ['src'], packages: ['*'] },
};

const files = sourceFiles('src');

function roomOf(path: string): string {
  const rooms = Object.keys(floors).filter((room) => path === room || path.startsWith(`${room}/`));
  return rooms.toSorted((a, b) => b.length - a.length)[0] ?? 'src';
}

function isAllowed(file: SourceFile, { target, isOwn }: Import): boolean {
  const room = roomOf(file.path);
  const floor = floors[room];
  if (floor === undefined) return false;
  if (!isOwn) return floor.packages.includes('*') || floor.packages.includes(target);
  return [room, ...floor.own].some((allowed) => target === allowed || target.startsWith(`${allowed}/`));
}

test('imports point down, and packages stay in their rooms', () => {
  const wrong = files.flatMap((file) =>
    file.imports
      .filter((used) => !isAllowed(file, used))
      .map((used) => `${file.path}:${String(used.line)}: ${roomOf(file.path)} may not import ${used.target}`),
  );
  expect(wrong).toEqual([]);
});

test('the table itself refuses what it should', () => {
  const outsider = (path: string, target: string, isOwn: boolean): boolean =>
    isAllowed({ path, text: '', imports: [] }, { line: 1, target, isOwn });
  expect(outsider('src/domain/contact.ts', 'yaml', false)).toBe(false);
  expect(outsider('src/engine/run-turn.ts', 'src/storage/open-store.ts', true)).toBe(false);
  expect(outsider('src/channels/web-chat/channel.ts', 'src/web/web-server.ts', true)).toBe(false);
  expect(outsider('src/app/turns.ts', 'botbuilder', false)).toBe(false);
  expect(outsider('src/app/bot.ts', 'botbuilder', false)).toBe(true);
});

test('no file imports itself through others', () => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(' → ')];
    if (done.has(path)) return [];
    const own = byPath.get(path)?.imports.filter(({ isOwn }) => isOwn) ?? [];
    const cycles = own.flatMap(({ target }) => walk(target, [...trail, path]));
    done.add(path);
    return cycles;
  };
  expect(files.flatMap(({ path }) => walk(path, []))).toEqual([]);
});

test('inside the engine and the knowledge there is no clock, chance or network', () => {
  const pure = files.filter(({ path }) => /^src\/(domain|engine|knowledge)\//.test(path));
  const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bfetch\(|\bprocess\.|\bsetTimeout\(|Temporal\.Now/;
  expect(pure.filter(({ text }) => impure.test(text)).map(({ path }) => path)).toEqual([]);
});
