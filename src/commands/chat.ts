import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openUnderstanding } from '../app/understanding.ts';
import { channelCapabilities } from '../channels/capabilities.ts';
import { createKnowledge } from '../knowledge/create-knowledge.ts';
import { openCache, openShelf, readAssets } from '../read-content.ts';
import type { Assets } from '../domain/assets.ts';
import type { Engine } from '../domain/engine.ts';
import type { Cue, Opening, Rehearsal } from '../engine/rehearsal.ts';
import { openRehearsal, rehearse } from '../engine/rehearsal.ts';
import { createEngine } from '../engine/run-turn.ts';
import type { Universe } from '../ports/universe.ts';
import type { Logger } from '../ports/logger.ts';
import type { Shelf } from '../ports/shelf.ts';
import { createJsonLogger } from '../system/json-logger.ts';
import { realUniverse } from '../system/real-universe.ts';
import { seededUniverse } from '../system/seeded-universe.ts';
import { readLine } from './chat/read-line.ts';
import type { RecordedTurn } from './chat/recording.ts';
import { recordingOf } from './chat/recording.ts';
import { buttonsOf, showTurn } from './chat/show-turn.ts';
import type { Command, CommandCall } from './command.ts';
import { optionOf } from './command.ts';

const usage = `sportello chat [--language it] [--buttons] [--record file.yaml] [--seed 1]
  --language  the language of the person's phone; English without it
  --buttons   buttons, pressed by their number, instead of numbered options in the text
  --record    writes the conversation as a golden dialogue
  --seed      stops the clock and repeats chance, so that the same lines give the same conversation
  In it: /claim Anna, /close and /overdue are what a mentor does, /pill two-wallets sends a daily tip, /quit ends.`;

/** `sportello chat`: talks to the engine in the terminal, over the real content and without a store. */
export const chat: Command = async (call) => {
  const { words, print, config } = call;
  if (words.includes('--help')) {
    print(usage);
    return 0;
  }
  const logger = createJsonLogger((line) => process.stderr.write(line), Date.now);
  const shelf = openShelf(join(config.dataDir, 'cache'), logger);
  const assets = await readAssets(config, shelf);
  const language = optionOf(words, 'language');
  const codes = assets.languages.map(({ code }) => code);
  if (language !== null && !codes.includes(language)) {
    print(`There is no language '${language}'; expected ${codes.join(', ')}.\n\n${usage}`);
    return 2;
  }
  const universe = universeOf(words);
  const opening: Opening = {
    now: universe.now(),
    channel: channelCapabilities[words.includes('--buttons') ? 'web-chat' : 'console'],
    locale: language ?? undefined,
    operator: config.operator,
  };
  await talk({ assets, engine: await engineOf(call, assets, shelf, logger), universe, opening, ...streamsOf(call) });
  return 0;
};

function universeOf(words: readonly string[]): Universe {
  if (!words.includes('--seed')) return realUniverse();
  const seed = Number(optionOf(words, 'seed'));
  return seededUniverse(Number.isInteger(seed) && seed > 0 ? { seed } : {});
}

/** Understands as the service does, and keeps what it learned where the service keeps it. */
async function engineOf({ print }: CommandCall, assets: Assets, shelf: Shelf, logger: Logger): Promise<Engine> {
  const { learned, better } = await openUnderstanding(assets, await openCache(shelf), logger);
  if (better === null) return createEngine(assets, createKnowledge(assets, learned));
  if (process.stdin.isTTY) print('reading the content (once, and after each change) …');
  // The thread that learns does not keep a process alive; this does. What failed is logged, and what was quickly learned answers.
  const waiting = setInterval(() => undefined, 1_000);
  const full = await better.catch(() => learned);
  clearInterval(waiting);
  return createEngine(assets, createKnowledge(assets, full));
}

interface Streams {
  readonly print: (line: string) => void;
  readonly record: string | null;
}

function streamsOf({ words, print }: CommandCall): Streams {
  const file = optionOf(words, 'record');
  return { print, record: file === null ? null : resolve(file) };
}

interface Stage extends Streams {
  readonly assets: Assets;
  readonly engine: Engine;
  readonly universe: Universe;
  readonly opening: Opening;
}

/** Turn by turn, until the input ends. The recording is whole after each turn. */
async function talk(stage: Stage): Promise<void> {
  const { assets, engine, universe, opening, print, record } = stage;
  const turns: RecordedTurn[] = [];
  let rehearsal: Rehearsal = openRehearsal(opening);
  const play = async (cue: Cue): Promise<void> => {
    const played = rehearse(engine, rehearsal, cue);
    rehearsal = played.rehearsal;
    turns.push({ cue, result: played.result });
    for (const line of showTurn(played.result)) print(line);
    if (record !== null) await writeFile(record, recordingOf(opening, turns));
  };
  await play({ type: 'event', trigger: 'started', values: {} });
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const lines = createInterface({ input: process.stdin, prompt: '> ', ...(isTerminal ? { output: process.stdout } : {}) });
  if (isTerminal) lines.prompt();
  for await (const line of lines) {
    if (!isTerminal) print(`> ${line}`);
    const last = turns.at(-1)?.result;
    const buttons = last === undefined ? [] : buttonsOf(last);
    const read = readLine(line, { rehearsal, buttons, pills: [...assets.pills.keys()], chance: universe.chance });
    if (read.type === 'quit') break;
    if (read.type === 'refused') print(read.why);
    else await play(read.cue);
    if (isTerminal) lines.prompt();
  }
  lines.close();
}
