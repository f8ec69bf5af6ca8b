import { ActionTypes, CardFactory } from 'botbuilder';
import type { Activity as WireActivity, CardAction as WireAction } from 'botbuilder';
import type { Activity, CardAction } from '../../domain/activity.ts';

/** Channels that take no suggested actions, or only the simplest: buttons go on a card. Source: Microsoft's channel reference. */
const cardChannels: ReadonlySet<string> = new Set(['msteams', 'email', 'slack', 'sms']);

/** What we say, as a channel takes it; null where there is nothing to say. */
export function fromActivity(activity: Activity, channelId: string): Partial<WireActivity> | null {
  if (activity.type === 'typing') return { type: 'typing' };
  if (activity.type !== 'message') return null;
  return { ...toText(activity), ...toButtons(activity.suggestedActions?.actions ?? [], channelId) };
}

/** The mentor's name before what they say: channels show us under one name only. */
function toText({ text = '', textFormat, locale, channelData }: Activity): Partial<WireActivity> {
  const isPlain = textFormat === 'plain';
  const { speaker } = channelData?.sportello ?? {};
  const said = speaker?.kind === 'mentor' && speaker.name !== undefined ? `${speaker.name}:\n${text}`.trim() : text;
  return {
    type: 'message',
    text: isPlain ? said : breakLines(said),
    textFormat: isPlain ? 'plain' : 'markdown',
    ...(locale === undefined ? {} : { locale }),
  };
}

function toButtons(actions: readonly CardAction[], channelId: string): Partial<WireActivity> {
  if (actions.length === 0) return {};
  const buttons = actions.map((action) => toButton(action, channelId));
  if (cardChannels.has(channelId)) return { attachments: [CardFactory.heroCard('', [], buttons)] };
  return { suggestedActions: { to: [], actions: buttons } };
}

/** Pressed, a button is shown by its label and brings its value; Teams wants an object to carry it. */
function toButton({ type, title, value, text, displayText }: CardAction, channelId: string): WireAction {
  if (type === 'openUrl' || type === 'imBack')
    return { type: type === 'openUrl' ? ActionTypes.OpenUrl : ActionTypes.ImBack, title, value };
  const carried = channelId === 'msteams' ? { sportello: value } : value;
  return { type: ActionTypes.MessageBack, title, text: text ?? title, displayText: displayText ?? title, value: carried };
}

/** Our texts mean a new line where they begin one; Markdown joins such lines unless two spaces end them. */
function breakLines(text: string): string {
  return text.replaceAll(/(?<=\S)\n(?=\S)/g, '  \n');
}
