import { freshness } from '../../domain/answer.ts';
import type { Entry } from '../../domain/answer.ts';
import type { AnswerStep, AnswerTurn } from '../../domain/dialog.ts';
import type { Finding } from '../../domain/knowledge.ts';
import { cardOf, firstMessage } from '../answer-text.ts';
import { dateOn } from '../dates.ts';
import type { Draft } from '../draft.ts';
import { chainOf, languageOf, setVars, textVar, zoneOf } from '../draft.ts';
import { bestText } from '../entry-text.ts';
import { hasMore } from '../more-text.ts';
import { startersOf } from '../options.ts';
import { say, speak } from '../wording.ts';
import { sayMore } from './answer-more.ts';
import type { StepHandler } from './step-handler.ts';
import { goOr } from './step-handler.ts';

/** Most entries in "did you mean". */
const suggestionsShown = 3;

export const answer: StepHandler<'answer'> = {
  enter: (step, draft) => {
    if (step.more === true) {
      sayMore(step, draft);
      return goOr(step.next);
    }
    const turn = decide(step, draft);
    return goOr(step.to?.[turn] ?? step.next);
  },
};

function decide(step: AnswerStep, draft: Draft): AnswerTurn {
  const picked = textVar(draft, 'entry');
  const text = textVar(draft, 'question') ?? '';
  if (picked !== null) {
    setVars(draft, { entry: null });
    const entry = draft.assets.entries.get(picked);
    return entry === undefined || !canBeSaid(draft, entry) ? miss(draft, text) : tell(step, draft, entry, 1);
  }
  const small = draft.knowledge.smallTalk(text);
  if (small !== null) {
    draft.outcome = 'smalltalk';
    say(draft, `smalltalk.${small}`, { data: { outcome: 'smalltalk' } });
    return 'smalltalk';
  }
  return follow(step, draft, text, ask(draft, text));
}

function ask(draft: Draft, text: string): Finding {
  const { country, city, sector, stage } = draft.contact;
  const { lastEntry } = draft.state;
  return draft.knowledge.find({ text, language: languageOf(draft), country, city, sector, stage, lastEntry });
}

function follow(step: AnswerStep, draft: Draft, text: string, finding: Finding): AnswerTurn {
  const entries = finding.hits.flatMap(({ entry }) => draft.assets.entries.get(entry) ?? []);
  const sayable = entries.filter((entry) => canBeSaid(draft, entry));
  const [best] = finding.decision === 'answer' ? entries : sayable;
  if (finding.decision === 'decline' || best === undefined || !canBeSaid(draft, best))
    return miss(draft, text, finding.probability);
  // Someone in danger is not asked where they are before they are helped.
  if (draft.contact.country === null && best.risk !== 'H3') return 'no-country';
  if (finding.decision === 'suggest') return suggest(draft, sayable, finding.probability);
  if (best.cities.length > 0 && draft.contact.city === null && draft.state.vars['asked-city'] !== true) {
    setVars(draft, { 'asked-city': true });
    return 'no-city';
  }
  return tell(step, draft, best, finding.probability);
}

/** Expired entries, and those without any text, are never said. */
function canBeSaid(draft: Draft, entry: Entry): boolean {
  return freshness(entry, dateOn(draft.context.now, zoneOf(draft))) !== 'expired' && bestText(entry, chainOf(draft)) !== null;
}

function suggest(draft: Draft, entries: readonly Entry[], probability: number): AnswerTurn {
  setVars(draft, { suggestions: entries.slice(0, suggestionsShown).map(({ id }) => id) });
  draft.outcome = 'suggest';
  draft.pending = { outcome: 'suggest', probability };
  return 'suggested';
}

function miss(draft: Draft, text: string, probability = 0): AnswerTurn {
  draft.state = { ...draft.state, misses: draft.state.misses + 1, lastEntry: null };
  draft.effects.push({ type: 'record-miss', text, language: languageOf(draft), country: draft.contact.country });
  draft.outcome = 'decline';
  draft.pending = { outcome: 'decline', probability };
  return 'missed';
}

function tell(step: AnswerStep, draft: Draft, entry: Entry, probability: number): AnswerTurn {
  const text = bestText(entry, chainOf(draft));
  if (text === null) return miss(draft, '');
  draft.state = { ...draft.state, misses: 0, lastEntry: entry.id };
  setVars(draft, { 'more-from': null, suggestions: null });
  const outcome = entry.risk === 'H3' ? 'safeguard' : 'answer';
  draft.outcome = outcome;
  const buttons = (step.buttons ?? []).filter((button) => hasMore(text.body) || !saysMore(draft, button.dialog));
  speak(draft, firstMessage(draft, entry, text), text.language, {
    choices: startersOf(draft, buttons, entry.id),
    data: { outcome, entry: entry.id, brief: entry.brief, probability, card: cardOf(draft, entry, text) },
  });
  return entry.risk === 'H2' ? 'risky' : 'answered';
}

function saysMore(draft: Draft, dialog: string | undefined): boolean {
  return (draft.assets.dialogs.get(dialog ?? '')?.steps ?? []).some((step) => step.type === 'answer' && step.more === true);
}
