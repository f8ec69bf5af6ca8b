import { freshness } from '../../domain/answer.ts';
import type { Entry } from '../../domain/answer.ts';
import type { AnswerStep, AnswerTurn } from '../../domain/dialog.ts';
import type { Finding } from '../../domain/knowledge.ts';
import { cardOf, firstMessage, sectionMessage } from '../answer-text.ts';
import { dateOn } from '../dates.ts';
import type { Draft } from '../draft.ts';
import { changeContact, chainOf, languageOf, setVars, textVar, zoneOf } from '../draft.ts';
import { bestText } from '../entry-text.ts';
import { hasMore } from '../more-text.ts';
import { sectionAsked } from '../section-asked.ts';
import { normalise } from '../normalise.ts';
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
  const sayable = hitsOf(draft, finding).filter((entry) => canBeSaid(draft, entry));
  const best = bestOf(draft, finding, sayable);
  const hasOther = finding.decision === 'answer' && best?.id !== draft.state.lastEntry;
  if (tellSection(step, draft, text, hasOther)) return 'answered';
  if (best === null) return miss(draft, text, finding.probability);
  // Someone in danger is not asked where they are before they are helped.
  if (draft.contact.country === null && best.risk !== 'H3') return 'no-country';
  if (finding.decision === 'suggest') return suggest(draft, sayable, finding.probability);
  if (mustAskCity(draft, best, text)) {
    setVars(draft, { 'asked-city': true });
    return 'no-city';
  }
  return tell(step, draft, best, finding.probability);
}

/** An answer for some cities only: asked once, unless the question names one of them. */
function mustAskCity(draft: Draft, { cities }: Entry, text: string): boolean {
  if (cities.length === 0 || draft.contact.city !== null || draft.state.vars['asked-city'] === true) return false;
  const named = cities.find((city) => namesCity(normalise(text), normalise(city)));
  if (named !== undefined) changeContact(draft, { city: named });
  return named === undefined;
}

/** `Milan` is `Milano` in other languages: what begins alike is the same city. */
function namesCity(said: string, city: string): boolean {
  const isAlike = (word: string): boolean => word.length > 4 && (city.startsWith(word) || word.startsWith(city));
  return said.split(' ').some((word) => word === city || isAlike(word));
}

function hitsOf({ assets }: Draft, { hits }: Finding): readonly Entry[] {
  return hits.flatMap(({ entry }) => assets.entries.get(entry) ?? []);
}

/** An answer is the first hit or none: where that can't be said, the next is about something else. */
function bestOf(draft: Draft, finding: Finding, sayable: readonly Entry[]): Entry | null {
  const [first] = sayable;
  if (first === undefined || finding.decision === 'decline') return null;
  return finding.decision === 'answer' && first !== hitsOf(draft, finding)[0] ? null : first;
}

/** `How much is it?` after an answer: that part of it. False: no part is asked for, or another answer fits better. */
function tellSection(step: AnswerStep, draft: Draft, question: string, hasOther: boolean): boolean {
  const entry = draft.assets.entries.get(draft.state.lastEntry ?? '');
  if (entry === undefined || !canBeSaid(draft, entry)) return false;
  const text = bestText(entry, chainOf(draft));
  const asked = text === null ? null : sectionAsked(draft, question, entry, text.body);
  if (text === null || asked === null || (hasOther && !asked.isAlone)) return false;
  draft.outcome = 'answer';
  draft.state = { ...draft.state, misses: 0 };
  const choices = startersOf(draft, step.buttons ?? [], entry.id);
  const data = { outcome: 'answer', entry: entry.id, brief: entry.brief, probability: 1 } as const;
  if (asked.isWritten) speak(draft, sectionMessage(draft, entry, text, asked.section), text.language, { choices, data });
  else say(draft, 'answer.not-there', { choices, data });
  return true;
}

/** Expired entries, those without any text, and another country's rules are never said. */
function canBeSaid(draft: Draft, entry: Entry): boolean {
  const { country } = draft.contact;
  if (country !== null && country !== entry.country) return false;
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
