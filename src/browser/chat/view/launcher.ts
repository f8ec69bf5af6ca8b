import { countUnread } from '../phrases.ts';
import type { Phrases } from '../phrases.ts';
import { element, icon } from './element.ts';

export interface LauncherView {
  readonly phrases: Phrases;
  /** BCP 47. */
  readonly tag: string;
  readonly unread: number;
  /** Nobody has opened the chat here yet: the button says what it is for. */
  readonly isFirstVisit: boolean;
}

export interface Launcher {
  readonly element: HTMLButtonElement;
  render(view: LauncherView): void;
}

/** The round button, with its label on the first visit and a badge for what came while it was closed. */
export function createLauncher(onOpen: () => void): Launcher {
  const label = element('span', { class: 'label' });
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true' });
  const button = element(
    'button',
    { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog' },
    label,
    element('span', { class: 'round' }, icon('chat'), badge),
  );
  button.addEventListener('click', onOpen);
  return {
    element: button,
    render: ({ phrases, tag, unread, isFirstVisit }) => {
      label.textContent = phrases.invite;
      label.hidden = !isFirstVisit;
      badge.hidden = unread === 0;
      badge.textContent = new Intl.NumberFormat(tag).format(unread);
      const name = isFirstVisit ? phrases.invite : phrases.open;
      button.setAttribute('aria-label', unread === 0 ? name : `${name}: ${countUnread(phrases, tag, unread)}`);
    },
  };
}
