import type { AnswerCard } from '../../../domain/activity.ts';
import { element, icon } from './element.ts';
import { link, renderMarkdown } from './markdown.ts';
import type { Phrases } from '../phrases.ts';

/** An answer: title, text with its bold first words and numbered steps, two small facts, and where it comes from. */
export function renderCard(card: AnswerCard, phrases: Phrases): HTMLElement {
  const facts = card.facts.map(({ label, text }) => element('div', {}, element('dt', {}, label), element('dd', {}, text)));
  const source = card.source === undefined ? null : element('p', { class: 'source' }, ...sourceLine(card.source, phrases));
  const notes = [card.checked, ...(card.notes ?? [])].filter((note) => note !== '');
  return element(
    'div',
    { class: 'card' },
    element('p', { class: 'title' }, card.title),
    element('div', { class: 'body' }, renderMarkdown(card.body, phrases.newTab)),
    facts.length === 0 ? null : element('dl', {}, ...facts),
    element('div', { class: 'origin' }, source, ...notes.map((note) => element('p', {}, note))),
  );
}

function sourceLine(source: NonNullable<AnswerCard['source']>, phrases: Phrases): readonly (Node | string)[] {
  const anchor = link(source.url, source.body, phrases.newTab);
  if (anchor instanceof HTMLElement) anchor.append(icon('open'));
  return [`${phrases.source}: `, anchor];
}
