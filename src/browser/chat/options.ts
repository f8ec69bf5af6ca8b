/** How the chat shows itself: a button that opens a sheet, the sheet open at once, or the page itself. */
export type Mode = 'button' | 'sheet' | 'page';

export interface Options {
  /** Scheme, host and port of the service. */
  readonly origin: string;
  /** Address of the widget's script: its other files lie beside it. */
  readonly base: string;
  /** BCP 47; null: the person's own. */
  readonly language: string | null;
  readonly mode: Mode;
}

/**
 * Reads `data-origin`, `data-language` and `data-open` from the widget's script tag. `data-open="page"` fills the page;
 * plain `data-open` opens the sheet, and on the service's own front page is the page, too.
 */
export function readOptions(script: HTMLScriptElement, page: Location): Options {
  const base = new URL(script.src, page.href);
  const { language, open } = script.dataset;
  const origin = new URL(script.dataset['origin'] ?? base.origin, page.href).origin;
  return {
    origin,
    base: base.href,
    language: language ?? null,
    mode: toMode(open, page.origin === origin && page.pathname === '/'),
  };
}

function toMode(open: string | undefined, isFrontPage: boolean): Mode {
  if (open === undefined || open === 'false') return 'button';
  return open === 'page' || isFrontPage ? 'page' : 'sheet';
}
