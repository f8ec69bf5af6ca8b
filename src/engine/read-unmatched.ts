import { countRetry, repeatPrompt, replyTo, setStack, waitingStep } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { languageOf } from './draft.ts';
import { happen } from './happen.ts';
import { matchReply } from './match-reply.ts';
import { countWords } from './normalise.ts';
import { startersOf } from './options.ts';
import { parsePress } from './choice.ts';
import { onPress } from './press.ts';
import { stepHandlers } from './steps/registry.ts';
import { say } from './wording.ts';

/** How often a prompt is repeated before the person is let out of it. */
const mostRetries = 2;

/** A message that answers no prompt and names no button: a question, or something that was not understood. Always true. */
export function readUnmatched(draft: Draft, text: string): true {
  const step = waitingStep(draft);
  if (step !== null && stepHandlers[step.type].isOptional === true) {
    setStack(draft, draft.state.stack.slice(0, -1));
    return replyTo(draft, { text, option: null }) || readUnmatched(draft, text);
  }
  if (step === null || looksLikeQuestion(draft, text)) {
    happen(draft, 'question', { question: text });
    return true;
  }
  if (countRetry(draft) <= mostRetries) repeatPrompt(draft, retryKeyOf(step));
  else giveUp(draft);
  return true;
}

/** Someone types what is written on a button that is on screen, or its number. */
export function readOffered(draft: Draft, text: string): boolean {
  const starters = draft.state.offered.filter(({ dialog }) => dialog !== undefined);
  const isPrompt = starters.length < draft.state.offered.length;
  const option = matchReply(text, starters, draft.lexicon, isPrompt ? 'labels' : 'strict');
  const press = option === null ? null : parsePress(option.id);
  if (press === null) return false;
  onPress(draft, press);
  return true;
}

function looksLikeQuestion(draft: Draft, text: string): boolean {
  const small = draft.knowledge.smallTalk(text);
  if (small !== null) return small !== 'gibberish';
  if (/[?؟？]\s*$/u.test(text) || countWords(text) >= 3) return true;
  const { country, city, sector, stage } = draft.contact;
  const { lastEntry } = draft.state;
  return (
    draft.knowledge.find({ text, language: languageOf(draft), country, city, sector, stage, lastEntry }).decision === 'answer'
  );
}

function retryKeyOf(step: object): string {
  return 'retry' in step && typeof step.retry === 'string' ? step.retry : 'reply.retry';
}

/** Nobody is kept in a prompt: the dialogs are left and the way out is shown. */
function giveUp(draft: Draft): void {
  setStack(draft, []);
  const ways = (['menu', 'human'] as const).filter((id) => draft.assets.dialogs.has(id));
  const buttons = ways.map((id) => ({ id, phrase: `option.${id}`, dialog: id }));
  say(draft, 'reply.give-up', { choices: startersOf(draft, buttons) });
}
