import type { AnswerStep } from '../../domain/dialog.ts';
import type { Draft } from '../draft.ts';
import { chainOf, setVars } from '../draft.ts';
import { bestText } from '../entry-text.ts';
import { moreMessages } from '../more-text.ts';
import { startersOf } from '../options.ts';
import { say, speak } from '../wording.ts';

const messagesAtOnce = 3;

/** Says the rest of the entry shown last, three messages at a time; its own button stays while something is left. */
export function sayMore(step: AnswerStep, draft: Draft): void {
  const entry = draft.assets.entries.get(draft.state.lastEntry ?? '');
  const text = entry === undefined ? null : bestText(entry, chainOf(draft));
  if (entry === undefined || text === null) {
    say(draft, 'answer.no-more');
    return;
  }
  const messages = moreMessages(draft, text.body);
  const from = Number(draft.state.vars['more-from'] ?? 0);
  const shown = messages.slice(from, from + messagesAtOnce);
  const isDone = from + shown.length >= messages.length;
  setVars(draft, { 'more-from': isDone ? null : from + shown.length });
  const own = draft.state.stack.at(-1)?.dialog;
  const buttons = (step.buttons ?? []).filter(({ dialog }) => !isDone || dialog !== own);
  for (const [index, message] of shown.entries()) {
    const isLast = index === shown.length - 1;
    speak(draft, message, text.language, {
      data: { outcome: 'answer', entry: entry.id, brief: entry.brief },
      choices: isLast ? startersOf(draft, buttons, entry.id) : [],
    });
  }
}
