import { languages } from '../languages.ts';
import type { ChatLanguage } from '../languages.ts';
import type { Phrases } from '../phrases.ts';
import { element, icon } from './element.ts';

export interface Head {
  readonly element: HTMLElement;
  say(phrases: Phrases, language: ChatLanguage): void;
  /** Who is answering now. */
  showWho(text: string, owner: string): void;
  focus(): void;
}

export interface HeadParts {
  readonly onLanguage: (language: ChatLanguage) => void;
  readonly onClose: () => void;
  readonly canClose: boolean;
}

/** Name, who is answering, the language switch, close. */
export function createHead({ onLanguage, onClose, canClose }: HeadParts): Head {
  const name = element('h2', { id: 'name', tabindex: '-1' });
  const who = element('p', { class: 'who' });
  const select = element(
    'select',
    {},
    ...languages.map(({ code, name: own, tag }) => element('option', { value: code, lang: tag, dir: 'auto' }, own)),
  );
  const close = element('button', { type: 'button', class: 'close' }, icon('close'));
  select.addEventListener('change', () => {
    const chosen = languages.find(({ code }) => code === select.value);
    if (chosen !== undefined) onLanguage(chosen);
  });
  close.addEventListener('click', onClose);
  const tongue = element('label', { class: 'tongue' }, icon('globe'), select);
  return {
    element: element('header', {}, element('div', { class: 'names' }, name, who), tongue, canClose ? close : null),
    say: (phrases, language) => {
      name.textContent = phrases.name;
      select.value = language.code;
      select.setAttribute('aria-label', phrases.language);
      close.setAttribute('aria-label', phrases.close);
    },
    showWho: (text, owner) => {
      who.textContent = text;
      who.dataset['owner'] = owner;
    },
    focus: () => name.focus(),
  };
}
