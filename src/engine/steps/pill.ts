import type { Pill, PillText } from '../../domain/pill.ts';
import type { PillStep } from '../../domain/dialog.ts';
import { translationNote } from '../answer-text.ts';
import type { Choice } from '../choice.ts';
import { replyValue } from '../choice.ts';
import type { Draft } from '../draft.ts';
import { chainOf, textVar } from '../draft.ts';
import { matchReply } from '../match-reply.ts';
import { phrase, speak } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { next, unmatched, wait } from './step-handler.ts';

export const pill: StepHandler<'pill'> = {
  enter: (step, draft) => {
    const found = pillOf(draft);
    if (found === null) {
      draft.faults.push(`step ${step.id} speaks a pill, but vars.pill names none: ${JSON.stringify(draft.state.vars['pill'])}`);
      return next;
    }
    const { title, points, question, language } = found.text;
    const notes = translationNote(draft, found.text, found.pill.sourceLanguage);
    const body = [`**${title}**`, points.map((point) => `- ${point}`).join('\n'), ...notes, question].join('\n\n');
    speak(draft, body, language, { choices: answersOf(draft, step, found.text) });
    return wait;
  },
  prompt: (step, draft, retryKey) => {
    const found = pillOf(draft);
    if (found === null) return;
    const text = retryKey === undefined ? found.text.question : `${phrase(draft, retryKey)}\n\n${found.text.question}`;
    speak(draft, text, found.text.language, { choices: answersOf(draft, step, found.text) });
  },
  reply: (step, reply, draft) => {
    const found = pillOf(draft);
    if (found === null) return next;
    const choices = answersOf(draft, step, found.text);
    const choice = choices.find(({ id }) => id === reply.option) ?? matchReply(reply.text, choices, draft.lexicon);
    if (choice === null) return unmatched;
    const right = Number(choice.id) === found.pill.answer;
    draft.effects.push({ type: 'record-pill-answer', pill: found.pill.id, right });
    const verdict = right
      ? phrase(draft, 'pill.right')
      : phrase(draft, 'pill.wrong', { answer: found.text.options[found.pill.answer] ?? '' });
    speak(draft, `${verdict}\n\n${found.text.why}`, found.text.language);
    return next;
  },
};

function pillOf(draft: Draft): { readonly pill: Pill; readonly text: PillText } | null {
  const found = draft.assets.pills.get(textVar(draft, 'pill') ?? '');
  if (found === undefined) return null;
  const language = [...chainOf(draft), found.sourceLanguage].find((code) => found.texts[code] !== undefined);
  const text = language === undefined ? undefined : found.texts[language];
  return text === undefined ? null : { pill: found, text };
}

function answersOf(draft: Draft, step: PillStep, text: PillText): readonly Choice[] {
  const dialog = draft.state.stack.at(-1)?.dialog ?? '';
  return text.options.map((title, index) => ({
    id: String(index),
    title,
    value: replyValue(dialog, step.id, String(index)),
  }));
}
