import type { CardAction } from '../../domain/activity.ts';
import type { TurnResult } from '../../domain/turn.ts';

/** Buttons of a turn's messages, in their order: the numbers under which the terminal shows them. */
export function buttonsOf({ replies }: TurnResult): readonly CardAction[] {
  return replies.flatMap(({ suggestedActions }) => suggestedActions?.actions ?? []);
}

/** A turn as lines for the terminal: what is said, numbered buttons, and for authors what is done and what is wrong. */
export function showTurn(result: TurnResult): readonly string[] {
  let count = 0;
  const said = result.replies.flatMap(({ text, suggestedActions }) => [
    text ?? '',
    ...(suggestedActions?.actions ?? []).map(({ title }) => `  [${String(++count)}] ${title}`),
    '',
  ]);
  const done = result.effects.map(({ type }) => type).join(', ');
  return [
    ...(said.length === 0 ? ['(no reply)', ''] : said),
    ...(done === '' ? [] : [`(${done})`, '']),
    ...result.faults.map((fault) => `fault: ${fault}`),
  ];
}
