import type { Activity } from '../domain/activity.ts';
import type { Press } from './choice.ts';
import { parsePress } from './choice.ts';
import { repeatPrompt, replyTo, setStack, startDialog, top } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { setVars } from './draft.ts';
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
  const isForAnytime = dialog?.word === 'stop' || dialog?.word === 'forget' || dialog?.word === 'my-data';
  if (draft.owner === 'mentor' && !isForAnytime) return;
  if (dialog === undefined) {
    tellOld(draft);
    return;
  }
  if (dialog.word === 'menu' && draft.owner === 'bot') setStack(draft, []);
  if (about !== null && about !== draft.state.lastEntry && draft.assets.entries.has(about)) {
    draft.state = { ...draft.state, lastEntry: about };
    setVars(draft, { 'more-from': null, 'mentor-topic': null });
  }
  startDialog(draft, id);
}

function replyPressed(draft: Draft, press: Extract<Press, { type: 'reply' }>): void {
  const frame = top(draft);
  const moved = draft.assets.dialogs.get(press.dialog)?.moved[press.step] ?? press.step;
  const isAsked = frame?.waiting === true && frame.dialog === press.dialog && [press.step, moved].includes(frame.step);
  if (isAsked && replyTo(draft, { text: '', option: press.option })) return;
  tellOld(draft);
}

function tellOld(draft: Draft): void {
  if (draft.owner !== 'bot') return;
  say(draft, 'reply.old-button');
  repeatPrompt(draft);
}
