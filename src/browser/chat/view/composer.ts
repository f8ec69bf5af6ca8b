import { uploadedTypes } from '../../../domain/media.ts';
import type { Phrases } from '../phrases.ts';
import { element, icon } from './element.ts';

export interface Composer {
  readonly element: HTMLElement;
  say(phrases: Phrases): void;
  focus(): void;
}

/** Source: the size up to which the service takes a message. */
const longestText = 4_096;

/** Where the person writes: grows to four lines, Enter sends, Shift and Enter breaks the line. */
export function createComposer(onSend: (text: string) => void, onFile: (file: File) => void): Composer {
  const field = element('textarea', {
    rows: '1',
    maxlength: String(longestText),
    dir: 'auto',
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  const send = element('button', { type: 'submit', class: 'send' }, icon('send'));
  const attach = element('button', { type: 'button', class: 'attach' }, icon('attach'));
  const chooser = element('input', { type: 'file', accept: uploadedTypes, hidden: '' });
  const form = element('form', { class: 'composer' }, chooser, attach, field, send);

  const fit = (): void => {
    if (CSS.supports('field-sizing', 'content')) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${String(field.scrollHeight + 2)}px`;
  };

  const submit = (): void => {
    const text = field.value.trim();
    if (text === '') {
      field.focus();
      return;
    }
    field.value = '';
    fit();
    onSend(text);
  };

  attach.addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    const [file] = chooser.files ?? [];
    if (file !== undefined) onFile(file);
    chooser.value = '';
  });
  field.addEventListener('input', fit);
  field.addEventListener('keydown', (event) => {
    // While a word is being composed (Chinese, Japanese …) Enter belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  return {
    element: form,
    say: (phrases) => {
      field.placeholder = phrases.compose;
      field.setAttribute('aria-label', phrases.compose);
      send.setAttribute('aria-label', phrases.send);
      attach.setAttribute('aria-label', phrases.attach);
      attach.title = phrases.attach;
    },
    focus: () => field.focus(),
  };
}
