import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import type { Command } from './commands/command.ts';
import { readConfig } from './config.ts';
import { SportelloError } from './domain/errors.ts';

/** Each command is loaded only when it is called: `check` needs no server, `serve` needs no bundler. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  chat: async () => (await import('./commands/chat.ts')).chat,
  check: async () => (await import('./commands/check.ts')).check,
  content: async () => (await import('./commands/content.ts')).content,
  people: async () => (await import('./commands/people.ts')).people,
  migrate: async () => (await import('./commands/migrate.ts')).migrate,
  build: async () => (await import('./commands/build.ts')).build,
};

const usage = `sportello <command>
  serve                         run the service (this is what npm start does)
  chat [--language it] [--record file.yaml] [--buttons] [--seed 1]   talk to it in the terminal
  check [--now 2026-01-31] [--strict]   look for faults in content, dialogs and locales
  content status|due|stamp|export|import|ask   what authors and translators need; without a verb it explains them
  people link <name> [--administrator]   a new sign-in link for a mentor
  migrate                       bring the database up to date
  build                         bundle what the browser loads`;

async function main(): Promise<number> {
  const root = resolve(import.meta.dirname, '..');
  const [name = '', ...rest] = process.argv.slice(2);
  const load = commands[name];
  if (load === undefined) {
    process.stderr.write(name === '' ? `${usage}\n` : `There is no command "${name}".\n\n${usage}\n`);
    return 2;
  }
  // A third of a start is compiling; where the folder can't be written nothing is kept and nothing fails.
  enableCompileCache(join(root, 'node_modules/.cache/sportello'));
  const envFile = join(process.cwd(), '.env');
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const command = await load();
  return command({
    root,
    config: readConfig(process.env, root),
    words: rest,
    print: (line) => void process.stdout.write(`${line}\n`),
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  // What we throw on purpose is a sentence for people; anything else is our fault and needs its trace.
  const text =
    error instanceof SportelloError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
