import type { Activity } from '../domain/activity.ts';
import type { Press } from './choice.ts';
import { parsePress } from './choice.ts';
import { repeatPrompt, replyTo, top } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { setVars } from './draft.ts';
import { mayStart, startAsked } from './global-words.ts';
import { isBegunMeanwhile, leaveToMentor } from './leave-to-mentor.ts';
import { say } from './wording.ts';

/** The button that was pressed: its value comes as the activity's value, or, from some clients, as its text. */
export function readPress(draft: Draft, activity: Activity): Press | null {
  const said = typeof activity.value === 'string' ? activity.value : (activity.text ?? '');
  const press = parsePress(said.trim());
  // A text that only looks like a button (`www.example.com`) names no dialog of ours.
  if (press === null || (typeof activity.value !== 'string' && !draft.assets.dialogs.has(press.dialog))) return null;
  return press;
}

export function onPress(draft: Draft, press: Press): void {
  if (press.type === 'start') startPressed(draft, press.dialog, press.about);
  else replyPressed(draft, press);
}

function startPressed(draft: Draft, id: string, about: string | null): void {
  const dialog = draft.assets.dialogs.get(id);
  if (dialog === undefined) {
    tellOld(draft);
    return;
  }
  if (!mayStart(draft, dialog)) {
    leaveToMentor(draft);
    return;
  }
  if (about !== null) turnTo(draft, about);
  startAsked(draft, dialog);
}

/** The button stood under this entry: what it starts is about it. */
function turnTo(draft: Draft, entry: string): void {
  if (entry === draft.state.lastEntry || !draft.assets.entries.has(entry)) return;
  draft.state = { ...draft.state, lastEntry: entry };
  setVars(draft, { 'more-from': null, 'mentor-topic': null });
}

function replyPressed(draft: Draft, press: Extract<Press, { type: 'reply' }>): void {
  const frame = top(draft);
  const moved = draft.assets.dialogs.get(press.dialog)?.moved[press.step] ?? press.step;
  const isAsked =
    isBegunMeanwhile(draft) &&
    frame?.waiting === true &&
    frame.dialog === press.dialog &&
    [press.step, moved].includes(frame.step);
  if (isAsked && replyTo(draft, { text: '', option: press.option })) return;
  tellOld(draft);
}

function tellOld(draft: Draft): void {
  if (draft.owner !== 'bot') {
    leaveToMentor(draft);
    return;
  }
  say(draft, 'reply.old-button');
  repeatPrompt(draft);
}
