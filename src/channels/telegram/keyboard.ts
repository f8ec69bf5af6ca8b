import type { InlineKeyboardButton } from 'grammy/types';
import type { CardAction } from '../../domain/activity.ts';
import { carriedValue } from '../pressed-value.ts';

/** Most bytes of `callback_data`. Source: the Bot API, `InlineKeyboardButton`. */
const mostBytes = 64;
/** Labels up to this length share a row with another. */
const shortLabel = 18;

/** Buttons in rows: two short ones beside each other, a long one alone. */
export function toKeyboard(actions: readonly CardAction[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  let isOpen = false;
  for (const action of actions) {
    const isShort = [...action.title].length <= shortLabel;
    const last = rows.at(-1);
    if (isShort && isOpen && last?.length === 1) last.push(toButton(action));
    else rows.push([toButton(action)]);
    isOpen = isShort;
  }
  return rows;
}

function toButton({ type, title, value }: CardAction): InlineKeyboardButton {
  return type === 'openUrl' ? { text: title, url: value } : { text: title, callback_data: carriedValue(value, mostBytes) };
}
