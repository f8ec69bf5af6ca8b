import type { CardAction } from '../../../domain/activity.ts';
import type { Line } from '../conversation.ts';
import type { Counter } from '../counter.ts';
import type { ChatLanguage } from '../languages.ts';
import type { Mode } from '../options.ts';
import { fill } from '../phrases.ts';
import type { Phrases } from '../phrases.ts';
import type { Typing } from '../typing.ts';
import css from '../widget.css?inline';
import { createComposer } from './composer.ts';
import { element } from './element.ts';
import { createHead } from './head.ts';
import { createLauncher } from './launcher.ts';
import { createLog } from './log.ts';
import { createPage, createSheet } from './sheet.ts';

export type Notice = '' | 'offline' | 'unreachable' | 'closedHere';

/** Everything that is to be seen. */
export interface View {
  readonly phrases: Phrases;
  readonly language: ChatLanguage;
  readonly lines: readonly Line[];
  readonly counter: Counter;
  readonly typing: Typing;
  readonly unread: number;
  readonly notice: Notice;
  /** The last message was refused. */
  readonly hasRefusal: boolean;
  /** The file chosen last was refused, or could not be brought. */
  readonly hasFileRefusal: boolean;
  readonly isFirstVisit: boolean;
}

export interface FrameParts {
  readonly mode: Mode;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onSend: (text: string) => void;
  readonly onFile: (file: File) => void;
  readonly onPress: (action: CardAction) => void;
  readonly onRetry: (key: string) => void;
  readonly onLanguage: (language: ChatLanguage) => void;
}

export interface Frame {
  render(view: View): void;
  open(): void;
  close(): void;
}

/** The widget's whole surface, behind a shadow root that keeps the page's styles out. */
export function createFrame(parts: FrameParts): Frame {
  const isPage = parts.mode === 'page';
  const head = createHead({ onLanguage: parts.onLanguage, onClose: parts.onClose, canClose: !isPage });
  const log = createLog(parts);
  const composer = createComposer(parts.onSend, parts.onFile);
  const notice = element('p', { class: 'notice', role: 'status' });
  const promise = element('p', { class: 'promise', role: 'status' });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const content = [head.element, notice, log.element, promise, problem, composer.element];
  const sheet = isPage ? createPage(...content) : createSheet(parts.onClose, ...content);
  const launcher = createLauncher(parts.onOpen);
  const root = element('div', { class: 'root' }, isPage ? null : launcher.element, sheet.element);
  mount(root, isPage);

  const render = (view: View): void => {
    const { phrases, language, counter } = view;
    root.lang = language.tag;
    root.dir = language.direction;
    head.say(phrases, language);
    composer.say(phrases);
    head.showWho(whoIsHere(counter, phrases), counter.owner);
    setText(notice, view.notice === '' ? '' : phrases[view.notice]);
    setText(promise, counter.owner === 'queue' ? sayPromise(counter, view) : '');
    setText(problem, view.hasRefusal ? phrases.refused : view.hasFileRefusal ? phrases.refusedFile : '');
    launcher.render({ phrases, tag: language.tag, unread: view.unread, isFirstVisit: view.isFirstVisit });
    log.render({ lines: view.lines, phrases, tag: language.tag, typing: view.typing });
  };

  return {
    render,
    open: () => {
      launcher.element.hidden = true;
      sheet.show();
      log.toEnd();
      // On a touch screen the keyboard would come up and hide what there is to read.
      if (matchMedia('(pointer: fine)').matches) composer.focus();
      else head.focus();
    },
    close: () => {
      sheet.hide();
      launcher.element.hidden = false;
      launcher.element.focus();
    },
  };
}

function mount(root: HTMLElement, isPage: boolean): void {
  const host = document.createElement('sportello-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(root);
  // The page's own keyboard shortcuts must not act on what is typed here.
  for (const type of ['keydown', 'keypress', 'keyup'] as const) root.addEventListener(type, (event) => event.stopPropagation());
  const place = isPage ? document.querySelector('main') : null;
  (place ?? document.body).append(host);
}

/** A live region speaks when its text is set, changed or not. */
function setText(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
  place.hidden = text === '';
}

function whoIsHere({ owner, mentor }: Counter, phrases: Phrases): string {
  if (owner === 'queue') return phrases.queueHere;
  if (owner === 'bot') return phrases.assistantHere;
  return mentor === null ? phrases.mentor : fill(phrases.mentorHere, { name: mentor });
}

function sayPromise({ promisedAt }: Counter, { phrases, language }: View): string {
  if (promisedAt === null || promisedAt < Date.now()) return phrases.noPromise;
  const format = new Intl.DateTimeFormat(language.tag, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
  return fill(phrases.promise, { time: format.format(promisedAt) });
}
