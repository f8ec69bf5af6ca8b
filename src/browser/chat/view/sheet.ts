import { element } from './element.ts';

export interface Sheet {
  readonly element: HTMLElement;
  /** Shows it. Modal where it covers the whole screen: the browser then keeps the focus inside. */
  show(): void;
  hide(): void;
}

/** Source: the width under which the sheet takes the whole screen. */
const narrow = '(max-width: 479.98px)';

/** A dialog that the launcher opens. Escape, and the back gesture of a phone, close it. */
export function createSheet(onClose: () => void, ...children: readonly Node[]): Sheet {
  const dialog = element('dialog', { class: 'sheet', 'aria-labelledby': 'name' }, ...children);
  const screen = matchMedia(narrow);
  const show = (): void => {
    if (screen.matches) dialog.showModal();
    else dialog.show();
  };
  screen.addEventListener('change', () => {
    if (!dialog.open) return;
    dialog.close();
    show();
  });
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onClose();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    onClose();
  });
  fitToKeyboard(dialog);
  return { element: dialog, show, hide: () => dialog.close() };
}

/** The chat as the page itself: always there, nothing to close. */
export function createPage(...children: readonly Node[]): Sheet {
  const section = element('section', { class: 'sheet page', 'aria-labelledby': 'name' }, ...children);
  fitToKeyboard(section);
  return { element: section, show: () => undefined, hide: () => undefined };
}

/** Safari lays a phone's keyboard over the page: what is left of it is what the sheet may use. */
function fitToKeyboard(sheet: HTMLElement): void {
  const { visualViewport } = globalThis;
  visualViewport?.addEventListener('resize', () => {
    const isZoomed = visualViewport.scale > 1.01;
    sheet.style.setProperty('--screen', isZoomed ? '' : `${String(visualViewport.height)}px`);
  });
}
