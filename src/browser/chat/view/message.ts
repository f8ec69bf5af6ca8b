import type { Line } from '../conversation.ts';
import { findLanguage } from '../languages.ts';
import { fill } from '../phrases.ts';
import type { Phrases } from '../phrases.ts';
import { renderCard } from './answer-card.ts';
import { element, icon } from './element.ts';
import { renderFiles } from './files.ts';
import { renderWays } from './link-ways.ts';
import { renderMarkdown, renderPlain } from './markdown.ts';

export interface MessageParts {
  readonly phrases: Phrases;
  /** BCP 47. */
  readonly tag: string;
  /** First of a run of the same speaker: the one that is named. */
  readonly isFirst: boolean;
  readonly onRetry: (key: string) => void;
}

/** Who speaks, as runs are told apart and named. */
export function speakerOf({ isOwn, activity }: Line, phrases: Phrases): string {
  if (isOwn) return phrases.you;
  const speaker = activity.channelData?.sportello?.speaker;
  if (speaker?.kind !== 'mentor') return phrases.assistant;
  return speaker.name === undefined ? phrases.mentor : fill(phrases.mentorHere, { name: speaker.name });
}

/** One bubble, its speaker where a run begins, its time, which shows on a tap, and what keeps it from being sent. */
export function renderMessage(line: Line, parts: MessageParts): HTMLElement {
  const { phrases, tag, isFirst } = parts;
  const { activity, isOwn, status } = line;
  const kind = isOwn ? 'own' : (activity.channelData?.sportello?.speaker?.kind ?? 'bot');
  const name = element('p', { class: isOwn ? 'speaker unseen' : 'speaker' }, speakerOf(line, phrases));
  const bubble = element(
    'div',
    { class: 'bubble' },
    renderText(line, phrases),
    ...renderFiles(activity.attachments ?? [], phrases),
    renderWays(line, phrases),
  );
  const time = element('time', { class: 'time', datetime: new Date(line.at).toISOString(), hidden: '' }, sayTime(line.at, tag));
  const made = element('div', { class: `message ${kind} ${status}` }, isFirst ? name : null, bubble, time);
  bubble.addEventListener('click', () => {
    // A tap that selects text or opens a link is not a question about the time.
    if (getSelection()?.isCollapsed !== false) time.toggleAttribute('hidden');
  });
  if (status === 'waiting')
    made.append(element('p', { class: 'status' }, icon('clock'), element('span', {}, phrases.waitingToSend)));
  if (status === 'refused') made.append(renderRefusal(line, parts));
  return made;
}

/** Null for a file without words. */
function renderText(line: Line, phrases: Phrases): HTMLElement | null {
  if ((line.activity.text ?? '') === '') return null;
  return element('div', { class: 'text', dir: directionOf(line), ...languageOf(line) }, content(line, phrases));
}

function content({ activity, isOwn }: Line, phrases: Phrases): Node {
  const card = activity.channelData?.sportello?.card;
  const text = activity.text ?? '';
  if (isOwn) return element('p', {}, text);
  if (card !== undefined) return renderCard(card, phrases);
  return activity.textFormat === 'plain' ? renderPlain(text, phrases.newTab) : renderMarkdown(text, phrases.newTab);
}

function renderRefusal({ key }: Line, { phrases, onRetry }: MessageParts): HTMLElement {
  const again = element('button', { type: 'button', class: 'again' }, phrases.retry);
  again.addEventListener('click', () => onRetry(key));
  return element('p', { class: 'status' }, icon('alert'), element('span', {}, phrases.notSent), again);
}

function languageOf({ activity }: Line): Readonly<Record<string, string>> {
  const code = activity.channelData?.sportello?.language;
  return code === undefined ? {} : { lang: findLanguage(code)?.tag ?? code };
}

/** An Arabic answer that begins with a national term is still read from the right. */
function directionOf({ activity, isOwn }: Line): string {
  return (isOwn ? undefined : activity.channelData?.sportello?.direction) ?? 'auto';
}

function sayTime(at: number, tag: string): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(tag, isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
