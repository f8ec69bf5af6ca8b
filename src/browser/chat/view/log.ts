import type { CardAction } from '../../../domain/activity.ts';
import type { Line } from '../conversation.ts';
import type { Phrases } from '../phrases.ts';
import { element, icon } from './element.ts';
import { createLineList } from './line-list.ts';
import { link } from './markdown.ts';

export interface LogView {
  readonly lines: readonly Line[];
  readonly phrases: Phrases;
  /** BCP 47. */
  readonly tag: string;
  /** What the assistant is doing: nothing, looking, or looking for long. */
  readonly typing: 'no' | 'dots' | 'long';
}

export interface LogParts {
  readonly onPress: (action: CardAction) => void;
  readonly onRetry: (key: string) => void;
}

export interface Log {
  readonly element: HTMLElement;
  render(view: LogView): void;
  toEnd(): void;
}

/** So far from the end the person still reads the end. */
const nearEndPx = 60;

/** The messages, oldest first, with the buttons of the last one below it. */
export function createLog({ onPress, onRetry }: LogParts): Log {
  const list = createLineList(onRetry);
  const after = element('div', { class: 'after' });
  const log = element('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0' }, list.element, after);
  const below = element('button', { type: 'button', class: 'below', hidden: '' }, icon('down'));
  let words: Phrases | null = null;
  let ending = '';
  let staysAtEnd = true;
  let top = 0;

  const isAtEnd = (): boolean => log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx;
  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight;
    top = log.scrollTop;
    below.hidden = true;
  };
  const scrolled = (): void => {
    top = log.scrollTop;
    staysAtEnd = isAtEnd();
    if (staysAtEnd) below.hidden = true;
  };

  const renderAfter = ({ lines, phrases, typing }: LogView): void => {
    const last = lines.at(-1);
    const next = `${typing} ${last?.key ?? ''}`;
    if (next === ending) return;
    ending = next;
    after.replaceChildren(...renderTyping(typing, phrases), ...renderActions(last, phrases, onPress, log));
  };

  const render = (view: LogView): void => {
    // The browser tells of a scroll a frame late: a message must not pull down who has just gone up.
    if (log.scrollTop < top) scrolled();
    if (words !== view.phrases) {
      words = view.phrases;
      ending = '';
      list.clear();
      log.setAttribute('aria-label', view.phrases.messages);
      below.setAttribute('aria-label', view.phrases.newBelow);
    }
    const mustReachEnd = list.element.childElementCount === 0 || isOwn(view.lines.at(-1));
    const fresh = list.render(view.lines, view.phrases, view.tag);
    renderAfter(view);
    if (staysAtEnd || mustReachEnd) scrollTo(log, mustReachEnd ? undefined : fresh[0], toEnd);
    else if (fresh.length > 0) below.hidden = false;
  };

  log.addEventListener('scroll', scrolled, { passive: true });
  // A keyboard that comes up, or a line below, must not cover what was being read.
  new ResizeObserver(() => staysAtEnd && toEnd()).observe(log);
  below.addEventListener('click', toEnd);
  return { element: element('div', { class: 'reading' }, log, below), render, toEnd };
}

function isOwn(line: Line | undefined): boolean {
  return line?.isOwn === true;
}

/** A long answer is shown from its beginning, everything else to the end. */
function scrollTo(log: HTMLElement, first: HTMLElement | undefined, toEnd: () => void): void {
  if (first === undefined || log.scrollHeight - first.offsetTop < log.clientHeight) toEnd();
  else log.scrollTop = first.offsetTop - 12;
}

function renderTyping(typing: LogView['typing'], phrases: Phrases): readonly HTMLElement[] {
  if (typing === 'no') return [];
  if (typing === 'long') return [element('p', { class: 'looking' }, phrases.stillLooking)];
  return [element('div', { class: 'bubble typing', 'aria-hidden': 'true' }, element('i'), element('i'), element('i'))];
}

function renderAction(action: CardAction, direction: string, phrases: Phrases, press: LogParts['onPress']): Node {
  if (action.type === 'openUrl') return link(action.value, action.title, phrases.newTab);
  const button = element('button', { type: 'button', dir: direction }, action.title);
  button.addEventListener('click', () => press(action));
  return button;
}

function renderActions(
  last: Line | undefined,
  phrases: Phrases,
  onPress: LogParts['onPress'],
  log: HTMLElement,
): readonly HTMLElement[] {
  const actions = last === undefined || last.isOwn ? [] : (last.activity.suggestedActions?.actions ?? []);
  if (last === undefined || actions.length === 0) return [];
  const { card, direction = 'auto' } = last.activity.channelData?.sportello ?? {};
  const press = (action: CardAction): void => {
    // The button is about to go: the keyboard's place stays in the conversation.
    log.focus({ preventScroll: true });
    onPress(action);
  };
  const buttons = actions.map((action) => renderAction(action, direction, phrases, press));
  // Under an answer they are an offer, elsewhere the next step.
  const kind = card === undefined ? 'actions' : 'actions quiet';
  return [element('div', { class: kind, role: 'group', 'aria-label': phrases.replies }, ...buttons)];
}
