import type { CardAction } from '../../domain/activity.ts';
import { carriedValue } from '../pressed-value.ts';
import type { Fields } from './fields.ts';

/** Source: Meta, "Interactive reply buttons messages" and "Interactive list messages". */
const mostButtons = 3;
const buttonTitle = 20;
const buttonId = 256;
const mostRows = 10;
const rowTitle = 24;
const rowDescription = 72;
const rowId = 200;
/** Longest text above buttons or a list. */
export const choiceText = 1_024;

/**
 * A message with choices: up to three short ones as buttons, up to ten as a list behind `open`; null where neither fits.
 * `open`: label of the list.
 */
export function toInteractive(text: string, actions: readonly CardAction[], open: string): Fields | null {
  const choices = actions.filter(({ type }) => type !== 'openUrl');
  if (choices.length === 0 || choices.length > mostRows) return null;
  const isShort = choices.length <= mostButtons && choices.every(({ title }) => [...title].length <= buttonTitle);
  const isDistinct = new Set(choices.map(({ title }) => title)).size === choices.length;
  const action = isShort && isDistinct ? buttonsOf(choices) : listOf(choices, open);
  return { type: 'interactive', interactive: { type: isShort && isDistinct ? 'button' : 'list', body: { text }, action } };
}

function buttonsOf(choices: readonly CardAction[]): Fields {
  const buttons = choices.map(({ title, value }) => ({ type: 'reply', reply: { id: carriedValue(value, buttonId), title } }));
  return { buttons };
}

function listOf(choices: readonly CardAction[], open: string): Fields {
  const rows = choices.map(({ title, value }) => {
    const short = cut(title, rowTitle);
    return {
      id: carriedValue(value, rowId),
      title: short,
      ...(short === title ? {} : { description: cut(title, rowDescription) }),
    };
  });
  return { button: cut(open, buttonTitle), sections: [{ rows }] };
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

/** Links that were to be buttons, as lines of the text. */
export function linkLines(actions: readonly CardAction[]): string {
  return actions
    .filter(({ type }) => type === 'openUrl')
    .map(({ title, value }) => `\n\n${title}: ${value}`)
    .join('');
}
