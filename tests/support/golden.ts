import { readFileSync, writeFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { channelCapabilities } from '../../src/channels/capabilities.ts';
import type { ChannelCapabilities } from '../../src/domain/channel.ts';
import type { Contact } from '../../src/domain/contact.ts';
import type { DialogTrigger } from '../../src/domain/dialog.ts';
import type { Effect } from '../../src/domain/effect.ts';
import type { Engine } from '../../src/domain/engine.ts';
import type { Json } from '../../src/domain/json.ts';
import type { LinkContext } from '../../src/domain/link.ts';
import type { Subscription } from '../../src/domain/subscription.ts';
import type { Operator, TurnContext, TurnResult } from '../../src/domain/turn.ts';
import type { Cue, Rehearsal } from '../../src/engine/rehearsal.ts';
import { openRehearsal, rehearse } from '../../src/engine/rehearsal.ts';

/** A conversation and what must be said in it. `bot` may use `…` for text that does not matter. */
export interface Golden {
  readonly name?: string;
  readonly locale?: string;
  readonly now?: string;
  readonly channel?: keyof typeof channels;
  /** `shipped`: over the service's own content and understanding; else over the tests' small content. */
  readonly content?: 'shipped';
  readonly contact?: Partial<Contact>;
  readonly operator?: Operator;
  readonly subscription?: Partial<Subscription>;
  readonly link?: Partial<LinkContext>;
  /** Steps of a dialog of the case's own, as YAML, where only one step type is tried. */
  readonly steps?: string;
  readonly turns: readonly GoldenTurn[];
}

export interface GoldenTurn {
  readonly user?: string;
  /** Title or value of a button of any earlier message; the latest message that had it counts. */
  readonly button?: string;
  /** `handoff-closed`, or `{handoff-claimed: {mentor: Anna}}`. */
  readonly event?: string | Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly bot?: string | readonly string[];
  readonly buttons?: readonly string[];
  readonly effects?: readonly (string | Readonly<Record<string, Json>>)[];
  readonly outcome?: string;
}

export interface PlayedTurn {
  readonly bot: readonly string[];
  readonly buttons: readonly string[];
  readonly effects: readonly Effect[];
  readonly outcome: string | null;
  readonly faults: readonly string[];
  readonly result: TurnResult;
}

const channels = {
  ...channelCapabilities,
  'small-buttons': { name: 'small-buttons', buttons: 12, buttonLength: 12, textLength: 4096, markdown: true, cards: false },
} as const satisfies Readonly<Record<string, ChannelCapabilities>>;

/** Plays a conversation turn by turn. */
export function createPlayer(engine: Engine, golden: Golden): (turn: GoldenTurn) => PlayedTurn {
  let rehearsal = rehearsalFor(golden);
  return (turn) => {
    const played = rehearse(engine, rehearsal, cueOf(turn));
    rehearsal = played.rehearsal;
    const { result } = played;
    return {
      bot: result.replies.map(({ text }) => text ?? ''),
      buttons: result.replies.flatMap(({ suggestedActions }) => suggestedActions?.actions.map(({ title }) => title) ?? []),
      effects: result.effects,
      outcome: result.outcome,
      faults: result.faults,
      result,
    };
  };
}

/** What a turn may know at the beginning of a golden dialogue. */
export function contextFor(golden: Golden): TurnContext {
  return rehearsalFor(golden).context;
}

function rehearsalFor({ now, channel, locale, contact, operator, subscription, link }: Golden): Rehearsal {
  return openRehearsal({
    now: Date.parse(now ?? '2026-01-05T09:00:00Z'),
    channel: channels[channel ?? 'web-chat'],
    locale,
    contact,
    operator,
    subscription,
    link,
  });
}

function cueOf({ user, button, event }: GoldenTurn): Cue {
  if (typeof event === 'string') return { type: 'event', trigger: event as DialogTrigger, values: {} };
  if (event !== undefined) {
    const [[trigger, values] = ['', {}]] = Object.entries(event);
    return { type: 'event', trigger: trigger as DialogTrigger, values };
  }
  return button === undefined ? { type: 'user', text: user ?? '' } : { type: 'button', button };
}

/** What was said and done, turn by turn, for comparing. */
export function shown(played: readonly PlayedTurn[]): readonly unknown[] {
  return played.map(({ bot, buttons, effects, faults }) => ({ bot, buttons, effects, faults }));
}

/** The same as the file wants it; where its wildcards and short effects hold, what was really said. */
export function expectedTurns(golden: Golden, played: readonly PlayedTurn[]): readonly unknown[] {
  return golden.turns.map((turn, index) => {
    const { bot = [], effects = [] } = played[index] ?? {};
    return {
      bot: matchesTexts(bot, turn.bot) ? bot : [turn.bot ?? []].flat(),
      buttons: turn.buttons ?? [],
      effects: matchesEffects(effects, turn.effects) ? effects : (turn.effects ?? []),
      faults: [],
    };
  });
}

/** The file's golden dialogues: one, or a list of cases. */
export function readGoldens(file: string): { readonly document: Document; readonly cases: readonly Golden[] } {
  const document = parseDocument(readFileSync(file, 'utf8'));
  if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.map(({ message }) => message).join('\n')}`);
  const content = document.toJS() as Golden | readonly Golden[];
  return { document, cases: Array.isArray(content) ? content : [content as Golden] };
}

/** `npm run test:update` asks for expectations to be rewritten. */
export const isUpdating = process.env['UPDATE_GOLDENS'] === '1';

/** Writes what was said into the file, for review in the diff. Expectations that hold as they are stay as they are. */
export function rewriteGoldens(file: string, document: Document, played: readonly (readonly PlayedTurn[])[]): void {
  const isList = Array.isArray(document.toJS());
  for (const [index, turns] of played.entries()) {
    for (const [turn, { bot, buttons, effects }] of turns.entries()) {
      const path = [...(isList ? [index] : []), 'turns', turn];
      const before = (document.getIn(path) as { toJSON(): GoldenTurn }).toJSON();
      if (!matchesTexts(bot, before.bot)) setOrDelete(document, [...path, 'bot'], bot.length === 1 ? bot[0] : bot);
      setOrDelete(document, [...path, 'buttons'], buttons);
      if (!matchesEffects(effects, before.effects))
        setOrDelete(
          document,
          [...path, 'effects'],
          effects.map(({ type }) => type),
        );
    }
  }
  writeFileSync(file, document.toString({ lineWidth: 130 }));
}

function setOrDelete(document: Document, path: readonly (string | number)[], value: unknown): void {
  if (Array.isArray(value) && value.length === 0) document.deleteIn(path);
  else document.setIn(path, document.createNode(value, Array.isArray(value) && path.at(-1) !== 'bot' ? { flow: true } : {}));
}

function matchesTexts(said: readonly string[], expected: GoldenTurn['bot']): boolean {
  const wanted = expected === undefined ? [] : [expected].flat();
  return said.length === wanted.length && wanted.every((text, index) => patternOf(text).test(said[index] ?? ''));
}

function matchesEffects(effects: readonly Effect[], expected: GoldenTurn['effects'] = []): boolean {
  return effects.length === expected.length && expected.every((one, index) => hasAll(effects[index], one));
}

function hasAll(effect: Effect | undefined, wanted: string | Readonly<Record<string, Json>>): boolean {
  const parts: Readonly<Record<string, unknown>> = typeof wanted === 'string' ? { type: wanted } : wanted;
  const given = (effect ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(parts).every(([name, value]) => JSON.stringify(given[name]) === JSON.stringify(value));
}

function patternOf(text: string): RegExp {
  const parts = text
    .trim()
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'su');
}
