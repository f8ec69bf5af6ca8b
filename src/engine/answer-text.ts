import type { AnswerCard } from '../domain/activity.ts';
import { freshness } from '../domain/answer.ts';
import type { Entry } from '../domain/answer.ts';
import { dateOn, sayDate, sayMonth } from './dates.ts';
import type { Draft } from './draft.ts';
import { displayName } from './display-names.ts';
import { languageOf, tagOf, zoneOf } from './draft.ts';
import type { WrittenText } from './entry-text.ts';
import { sectionText } from './more-text.ts';
import type { Section } from './lexicon.ts';
import { phrase } from './wording.ts';

/** The first message of an answer: short text, source, how old it is, and what the person should know about the text. */
export function firstMessage(draft: Draft, entry: Entry, text: WrittenText): string {
  return sourced(draft, entry, text, text.body.short);
}

/** One part of an answer, with the same source and notes. */
export function sectionMessage(draft: Draft, entry: Entry, text: WrittenText, section: Section): string {
  return sourced(draft, entry, text, sectionText(draft, section, text.body));
}

function sourced(draft: Draft, entry: Entry, text: WrittenText, said: string): string {
  const source = entry.sources[0];
  const sourceLine =
    source === undefined ? [] : [phrase(draft, 'answer.source', { body: source.body, url: { block: source.url } })];
  const notes = [checkedLine(draft, entry), ...caveats(draft, entry, text)];
  return [languageNote(draft, text), said, [...sourceLine, ...notes].join('\n')].filter((part) => part !== '').join('\n\n');
}

/** The same for channels that draw a card. */
export function cardOf(draft: Draft, entry: Entry, text: WrittenText): AnswerCard {
  const source = entry.sources[0];
  const facts = (['cost', 'deadlines'] as const).flatMap((part) => {
    const said = text.body[part];
    return said === null ? [] : [{ label: phrase(draft, `answer.${part}`), text: said }];
  });
  return {
    title: text.title,
    body: text.body.short,
    facts,
    ...(source === undefined ? {} : { source: { body: source.body, url: source.url } }),
    checked: checkedLine(draft, entry),
    notes: [languageNote(draft, text), ...caveats(draft, entry, text)].filter((note) => note !== ''),
  };
}

/** How old the information is, and whether a person has seen the official page. */
function checkedLine(draft: Draft, entry: Entry): string {
  const source = entry.sources[0];
  const checked = source?.openedBy ?? null;
  const asOf = source?.asOf ?? null;
  const who = checked === null ? phrase(draft, 'answer.unchecked') : phrase(draft, 'answer.checked', { person: checked });
  const when =
    asOf === null || !/^\d{4}/u.test(asOf)
      ? phrase(draft, 'answer.undated')
      : phrase(draft, 'answer.as-of', { month: sayMonth(asOf, tagOf(draft)) });
  return phrase(draft, 'answer.information', { when: { block: when }, who: { block: who } });
}

function caveats(draft: Draft, entry: Entry, text: WrittenText): readonly string[] {
  const isOverdue = freshness(entry, dateOn(draft.context.now, zoneOf(draft))) === 'overdue';
  const isLocal = entry.cities.length > 0;
  return [
    ...translationNote(draft, text, entry.sourceLanguage),
    ...(isOverdue ? [phrase(draft, 'answer.overdue', { date: sayDate(entry.reviewBy, tagOf(draft)) })] : []),
    ...(isLocal ? [phrase(draft, 'answer.only-in', { cities: entry.cities.map(capitalise).join(', ') })] : []),
  ];
}

/** Said of a translation that no person has checked. */
export function translationNote(
  draft: Draft,
  text: { readonly language: string; readonly reviewedBy: string | null },
  sourceLanguage: string,
): readonly string[] {
  const isUnchecked = text.language !== sourceLanguage && text.reviewedBy === null;
  return isUnchecked ? [phrase(draft, 'answer.translated')] : [];
}

function languageNote(draft: Draft, text: WrittenText): string {
  if (text.language === languageOf(draft)) return '';
  return phrase(draft, 'answer.other-language', {
    language: displayName(text.language, tagOf(draft), 'language') ?? text.language,
  });
}

function capitalise(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
