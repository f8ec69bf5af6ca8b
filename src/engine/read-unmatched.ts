import type { Step } from '../domain/dialog.ts';
import type { SmallTalk } from '../domain/knowledge.ts';
import { parsePress } from './choice.ts';
import { correctEarlier } from './correct-earlier.ts';
import { countRetry, repeatPrompt, replyTo, setStack, waitingStep } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { changeContact, languageOf, textVar } from './draft.ts';
import { readFact } from './facts.ts';
import { startAsked } from './global-words.ts';
import { happen } from './happen.ts';
import { matchReply } from './match-reply.ts';
import { countWords, normalise } from './normalise.ts';
import { startersOf } from './options.ts';
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
  if (step === null) readFreely(draft, text);
  else readInPrompt(draft, text, step);
  return true;
}

/** Nothing was asked: a yes, a button's label, a country's name, and else a question. */
function readFreely(draft: Draft, text: string): void {
  const said = normalise(text);
  const { yes, assents, cancel, labels } = draft.lexicon;
  const labelled = draft.assets.dialogs.get(labels.get(said) ?? '');
  if (yes.has(said) && isInDanger(draft)) startHuman(draft);
  else if (labelled !== undefined) startAsked(draft, labelled);
  else if (assents.has(said) || cancel.has(said)) say(draft, 'reply.fine');
  else if (!readCountry(draft, said)) happen(draft, 'question', { question: text });
}

/** Something was asked, and this is no answer to it. */
function readInPrompt(draft: Draft, text: string, step: Step): void {
  const said = normalise(text);
  const small = draft.knowledge.smallTalk(text);
  if (draft.lexicon.cancel.has(said)) giveUp(draft);
  else if (small !== null && small !== 'gibberish') answerSmallTalk(draft, small);
  else if (correctEarlier(draft, said)) repeatPrompt(draft);
  else if (!draft.lexicon.assents.has(said) && looksLikeQuestion(draft, text)) happen(draft, 'question', { question: text });
  else if (countRetry(draft) <= mostRetries) repeatPrompt(draft, retryKeyOf(step));
  else giveUp(draft);
}

/** The card or answer shown last was about a danger, and asked whether a person should take over. */
function isInDanger(draft: Draft): boolean {
  return textVar(draft, 'risk') === 'H3' || draft.assets.entries.get(draft.state.lastEntry ?? '')?.risk === 'H3';
}

function startHuman(draft: Draft): void {
  const dialog = [...draft.assets.dialogs.values()].find(({ word }) => word === 'human');
  if (dialog !== undefined) startAsked(draft, dialog);
}

/** Who is asked something and says thank you is answered, and asked again; who says goodbye is let go. */
function answerSmallTalk(draft: Draft, small: SmallTalk): void {
  draft.outcome = 'smalltalk';
  say(draft, `smalltalk.${small}`, { data: { outcome: 'smalltalk' } });
  if (small !== 'goodbye') repeatPrompt(draft);
}

/** `Italy` alone: from now on it is about there. */
function readCountry(draft: Draft, said: string): boolean {
  const country = draft.lexicon.countryNames.get(said);
  if (country === undefined) return false;
  changeContact(draft, { country });
  if (readFact(draft, 'covered') === true) say(draft, 'place.kept');
  else say(draft, 'question.nothing-there', { choices: waysOut(draft, ['place', 'human']) });
  return true;
}

/** Someone types what is written on a button that is on screen, or its number. */
export function readOffered(draft: Draft, text: string): boolean {
  const starters = draft.state.offered.filter(({ dialog }) => dialog !== undefined);
  const isPrompt = starters.length < draft.state.offered.length;
  const option = matchReply(text, starters, draft.lexicon, isPrompt ? 'labels' : 'strict');
  const press = option === null ? null : parsePress(option.id);
  if (press !== null) onPress(draft, press);
  return press !== null || (!isPrompt && readStrayNumber(draft, text));
}

/** A number that no button on screen has: the buttons are shown again. */
function readStrayNumber(draft: Draft, text: string): boolean {
  const { offered } = draft.state;
  if (offered.length === 0 || !/^\d{1,2}$/u.test(normalise(text))) return false;
  say(draft, 'reply.retry', { choices: offered.map((option) => ({ ...option, value: option.id })) });
  return true;
}

function looksLikeQuestion(draft: Draft, text: string): boolean {
  if (/[?؟？]\s*$/u.test(text)) return true;
  const { country, city, sector, stage } = draft.contact;
  const { lastEntry } = draft.state;
  const { decision } = draft.knowledge.find({ text, language: languageOf(draft), country, city, sector, stage, lastEntry });
  return decision === 'answer' || (decision === 'suggest' && countWords(text) >= 3);
}

function retryKeyOf(step: object): string {
  return 'retry' in step && typeof step.retry === 'string' ? step.retry : 'reply.retry';
}

/** Nobody is kept in a prompt: the dialogs are left and the way out is shown. */
function giveUp(draft: Draft): void {
  setStack(draft, []);
  say(draft, 'reply.give-up', { choices: waysOut(draft, ['menu', 'human']) });
}

function waysOut(draft: Draft, dialogs: readonly string[]): ReturnType<typeof startersOf> {
  const known = dialogs.filter((id) => draft.assets.dialogs.has(id));
  return startersOf(
    draft,
    known.map((id) => ({ id, phrase: `option.${id}`, dialog: id })),
  );
}
