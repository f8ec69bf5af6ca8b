import type { Activity, CardAction } from '../domain/activity.ts';
import type { ChannelCapabilities } from '../domain/channel.ts';
import type { OfferedOption } from '../domain/conversation.ts';
import type { Choice } from './choice.ts';
import type { Draft, Spoken } from './draft.ts';
import { languageRow } from './draft.ts';

/** What was said, as activities: with buttons where the channel has them, else with numbers to type. */
export function renderReplies(draft: Draft): readonly Activity[] {
  const last = lastWithChoices(draft);
  return draft.spoken.map((spoken) => {
    const shown = manner(spoken.choices, draft.context.channel);
    // Two numbered lists in a row would make "2" ambiguous; only the last one counts.
    const isListed = shown.isListed && spoken === last;
    const hasButtons = shown.hasButtons && spoken.choices.length > 0;
    return {
      type: 'message',
      text: isListed ? `${spoken.text}\n\n${listOf(spoken.choices)}` : spoken.text,
      textFormat: 'markdown',
      locale: languageRow(draft, spoken.language).tag,
      ...(hasButtons ? { suggestedActions: { actions: actionsOf(spoken.choices, shown.isListed, draft.context.channel) } } : {}),
      channelData: { sportello: spoken.data },
    };
  });
}

/**
 * What is on screen after this turn; what was offered before stays where nothing new was. Under a prompt the buttons of
 * the messages before it still work when their label is typed; numbers mean the prompt's options alone.
 */
export function offeredAfter(draft: Draft): readonly OfferedOption[] {
  const last = lastWithChoices(draft);
  if (last === undefined) return draft.state.offered;
  const isPrompt = last.choices.some(({ dialog }) => dialog === undefined);
  const earlier = isPrompt ? draft.spoken.filter((spoken) => spoken !== last).flatMap(({ choices }) => choices) : [];
  return [...last.choices, ...earlier].map(({ value, title, dialog }) => ({
    id: value,
    title,
    ...(dialog === undefined ? {} : { dialog }),
  }));
}

function lastWithChoices(draft: Draft): Spoken | undefined {
  return draft.spoken.findLast(({ choices }) => choices.length > 0);
}

/** Labels that do not fit a button are listed in the text; the buttons then show their number first. */
function manner(
  choices: readonly Choice[],
  channel: ChannelCapabilities,
): { readonly hasButtons: boolean; readonly isListed: boolean } {
  const hasButtons = channel.buttons > 0 && choices.length <= channel.buttons;
  const isTooLong = choices.some(({ title }) => [...title].length > channel.buttonLength);
  // Stars from one to five say themselves what to type.
  const isPlain = choices.every(({ title }, index) => title === String(index + 1));
  return { hasButtons, isListed: (!hasButtons || isTooLong) && !isPlain };
}

function listOf(choices: readonly Choice[]): string {
  return choices.map(({ title }, index) => `${String(index + 1)}. ${title}`).join('\n');
}

function actionsOf(choices: readonly Choice[], isListed: boolean, { buttonLength }: ChannelCapabilities): readonly CardAction[] {
  return choices.map(({ title, value }, index) => {
    const label = isListed ? `${String(index + 1)}. ${title}` : title;
    return { type: 'postBack', title: fit(label, buttonLength), value };
  });
}

function fit(label: string, length: number): string {
  const characters = [...label];
  return characters.length <= length
    ? label
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
