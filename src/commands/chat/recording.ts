import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import type { Cue, Opening } from '../../engine/rehearsal.ts';
import type { TurnResult } from '../../domain/turn.ts';
import { buttonsOf } from './show-turn.ts';

export interface RecordedTurn {
  readonly cue: Cue;
  readonly result: TurnResult;
}

/** A conversation as a golden dialogue, over the content that the service itself answers from. */
export function recordingOf(opening: Opening, turns: readonly RecordedTurn[]): string {
  const { locale, now, channel, operator } = opening;
  const isNamed = operator !== undefined && Object.values(operator).some((value) => value !== null);
  const document = new Document({
    ...(locale === undefined ? {} : { locale }),
    now: Temporal.Instant.fromEpochMilliseconds(now).toString(),
    channel: channel.name,
    content: 'shipped',
    ...(isNamed ? { operator } : {}),
    turns: turns.map(turnOf),
  });
  visit(document, {
    Pair: (_key, { key, value }) => {
      const isShort = isScalar(key) && ['buttons', 'effects', 'event', 'operator'].includes(String(key.value));
      if (isShort && (isMap(value) || isSeq(value))) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 130 });
}

function turnOf({ cue, result }: RecordedTurn): Readonly<Record<string, unknown>> {
  const said = result.replies.map(({ text }) => text ?? '');
  const buttons = buttonsOf(result).map(({ title }) => title);
  const effects = result.effects.map(({ type }) => type);
  return {
    ...toldBy(cue),
    ...(said.length === 0 ? {} : { bot: said.length === 1 ? said[0] : said }),
    ...(buttons.length === 0 ? {} : { buttons }),
    ...(effects.length === 0 ? {} : { effects }),
  };
}

function toldBy(cue: Cue): Readonly<Record<string, unknown>> {
  if (cue.type === 'user') return { user: cue.text };
  if (cue.type === 'button') return { button: cue.button };
  return { event: Object.keys(cue.values).length === 0 ? cue.trigger : { [cue.trigger]: cue.values } };
}
