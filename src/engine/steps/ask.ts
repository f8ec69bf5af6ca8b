import type { AskStep } from '../../domain/dialog.ts';
import type { Draft } from '../draft.ts';
import { keep } from '../facts.ts';
import { countWords, normalise } from '../normalise.ts';
import { readHour } from '../read-hour.ts';
import { mentionsSection } from '../section-asked.ts';
import { say } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { next, unmatched, wait } from './step-handler.ts';

export const ask: StepHandler<'ask'> = {
  enter: (step, draft) => {
    say(draft, step.phrase);
    return wait;
  },
  prompt: (step, draft, retryKey) => {
    say(draft, retryKey ?? step.phrase);
  },
  reply: (step, { text }, draft) => {
    const said = normalise(text);
    if (draft.lexicon.skip.has(said) || draft.lexicon.no.has(said)) return next;
    const value = readers[step.expect](text.trim(), draft);
    if (value === null) return unmatched;
    keep(draft, step.save, value);
    return next;
  },
};

const longestCity = 60;

const readers: Readonly<Record<AskStep['expect'], (text: string, draft: Draft) => string | null>> = {
  text: (text) => (text === '' ? null : text),
  hour: (text, { lexicon }) => readHour(text, lexicon),
  city: (text, draft) => (isCity(text, draft) ? text : null),
};

/** A few words without a question mark, and none that people say in answer to anything. */
function isCity(text: string, draft: Draft): boolean {
  const { lexicon, knowledge } = draft;
  const said = normalise(text);
  const isName = /\p{L}/u.test(text) && !/[?؟？\n]/u.test(text) && text.length <= longestCity && countWords(text) <= 4;
  const isOther = lexicon.yes.has(said) || lexicon.cancel.has(said) || mentionsSection(draft, said);
  return isName && !isOther && knowledge.smallTalk(text) === null;
}
