import { waitingStep } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { changeContact, setVars, tagOf, textVar } from './draft.ts';
import { matchReply } from './match-reply.ts';
import { countWords, normalise } from './normalise.ts';
import { displayName } from './display-names.ts';
import { say } from './wording.ts';

/**
 * The conversation follows the language the person writes in, when the message leaves no doubt about it. A global word
 * (`global`: the one that the text is) leaves none where only one of our languages has it.
 */
export function followLanguage(draft: Draft, text: string, global: string | null): void {
  if (global !== null) followGlobal(draft, text, global);
  else if (!isBareReply(draft, text)) followDetected(draft, text);
}

function followGlobal(draft: Draft, text: string, global: string): void {
  const own = text.startsWith('/') ? undefined : draft.lexicon.languages.get(global);
  if (own !== undefined) changeContact(draft, { language: own });
}

function followDetected(draft: Draft, text: string): void {
  const { language: current, secondLanguage } = draft.contact;
  const client = textVar(draft, 'client');
  const { language, sure } = draft.knowledge.detect(text, { language: current, secondLanguage, client });
  const isOurs = draft.assets.languages.some(({ code }) => code === language);
  if (!isOurs) {
    if (sure && countWords(text) > 1) tellNotYet(draft, language);
    return;
  }
  if (current === null && client === null) draft.guess = language;
  const isLongEnough = current === null || countWords(text) > 1;
  if (sure && isLongEnough) changeContact(draft, { language });
}

/** Labels, numbers and names of places say nothing about the language. */
function isBareReply(draft: Draft, text: string): boolean {
  const step = waitingStep(draft);
  if (step?.type === 'ask' && step.expect !== 'text') return true;
  if (draft.contact.language !== null && isPoliteWord(draft, text)) return true;
  return matchReply(text, draft.state.offered, draft.lexicon, 'strict') !== null;
}

/** Yes, no, thanks, and what is written on buttons: words that people know of many languages. */
function isPoliteWord({ lexicon, knowledge }: Draft, text: string): boolean {
  const said = normalise(text);
  return [lexicon.assents, lexicon.cancel, lexicon.labels].some((words) => words.has(said)) || knowledge.smallTalk(text) !== null;
}

/** Says once per language that we don't speak it. */
function tellNotYet(draft: Draft, language: string): void {
  if (draft.owner !== 'bot' || textVar(draft, 'told-language') === language) return;
  setVars(draft, { 'told-language': language });
  say(draft, 'language.not-yet', { values: { wanted: displayName(language, tagOf(draft), 'language') ?? language } });
}
