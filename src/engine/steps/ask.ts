import type { AskStep } from '../../domain/dialog.ts';
import type { Draft } from '../draft.ts';
import { keep } from '../facts.ts';
import { countWords, normalise } from '../normalise.ts';
import { readHour } from '../read-hour.ts';
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
    if (draft.lexicon.skip.has(normalise(text))) return next;
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
  city: (text) => {
    const isName = /\p{L}/u.test(text) && !/[?؟？\n]/u.test(text) && text.length <= longestCity && countWords(text) <= 4;
    return isName ? text : null;
  },
};
