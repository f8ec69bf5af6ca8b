import { createHash } from 'node:crypto';
import type { InlineKeyboardButton } from 'grammy/types';
import type { CardAction } from '../../domain/activity.ts';

/** Most bytes of `callback_data`. Source: the Bot API, `InlineKeyboardButton`. */
const mostBytes = 64;
/** Labels up to this length share a row with another. */
const shortLabel = 18;
const hashMark = '~';

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
  return type === 'openUrl' ? { text: title, url: value } : { text: title, callback_data: toCallbackData(value) };
}

/** A value that is too long is said by its button's label when it is pressed. */
function toCallbackData(value: string): string {
  if (Buffer.byteLength(value) <= mostBytes) return value;
  return hashMark + createHash('sha256').update(value).digest('base64url');
}

/** What a pressed button says: its value, or, where that was too long, what a person would type: its number or its label. */
export function readPressed(data: string, label: string): { readonly text: string; readonly value?: string } {
  if (!data.startsWith(hashMark)) return { text: label, value: data };
  return { text: /^(\d{1,2})\. /.exec(label)?.[1] ?? label };
}
