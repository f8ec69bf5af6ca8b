import type { StepType } from '../../domain/dialog.ts';
import { answer } from './answer.ts';
import { ask } from './ask.ts';
import { branch } from './branch.ts';
import { call } from './call.ts';
import { choose } from './choose.ts';
import { end } from './end.ts';
import { feedback } from './feedback.ts';
import { forget } from './forget.ts';
import { handoff } from './handoff.ts';
import { join } from './join.ts';
import { link } from './link.ts';
import { myData } from './my-data.ts';
import { pause } from './pause.ts';
import { pill } from './pill.ts';
import { rate } from './rate.ts';
import { say } from './say.ts';
import { separate } from './separate.ts';
import { set } from './set.ts';
import type { StepHandler } from './step-handler.ts';
import { subscribe } from './subscribe.ts';
import { switchPerson } from './switch-person.ts';
import { unsubscribe } from './unsubscribe.ts';

/** Every step type there is; the compiler refuses one without a handler. */
export const stepHandlers: { readonly [Type in StepType]: StepHandler<Type> } = {
  answer,
  ask,
  branch,
  call,
  choose,
  end,
  feedback,
  forget,
  handoff,
  join,
  link,
  'my-data': myData,
  pause,
  pill,
  rate,
  say,
  separate,
  set,
  subscribe,
  switch: switchPerson,
  unsubscribe,
};

/** The handler of whatever type a step is. */
export function handlerOf<Type extends StepType>(type: Type): StepHandler<Type> {
  return stepHandlers[type];
}
