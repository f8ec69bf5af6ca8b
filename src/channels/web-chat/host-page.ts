import type { Route, WebResponse } from '../../ports/channel.ts';
import { html } from './html.ts';
import { pageLanguage } from './page-language.ts';
import type { WebChatParts } from './parts.ts';
import { page } from './plain-page.ts';

/** Nothing runs on the plain page, and it may send its form only to us. */
const plainPolicy =
  "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

export function htmlResponse(status: number, text: string, headers: Readonly<Record<string, string>>): WebResponse {
  return {
    status,
    text,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': plainPolicy,
      'X-Robots-Tag': 'noindex',
      ...headers,
    },
  };
}

/** `GET /`: our own page around the widget. Without JavaScript: the way to the plain chat. */
export function hostPageRoute(parts: WebChatParts): Route {
  return {
    method: 'GET',
    path: '/',
    body: 'none',
    handle: async (request) => {
      const language = pageLanguage(parts.languages(), request.query['lang'], request.headers['accept-language']);
      const phrases = parts.phrases(language.code);
      const body = html`<main>
        <h1>${phrases.title}</h1>
        <p>${phrases.lead}</p>
        <noscript><a href="/chat/plain?lang=${language.code}">${phrases.open}</a></noscript>
      </main>`;
      const script = html`<script src="/widget.js" defer data-open></script>`;
      const socket = request.origin.replace(/^http/, 'ws');
      const policy =
        `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; ` +
        `connect-src 'self' ${socket}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
      const headers = {
        'Content-Security-Policy': policy,
        'X-Robots-Tag': 'all',
        'Cache-Control': 'no-cache',
        Vary: 'Accept-Language',
      };
      return await Promise.resolve(htmlResponse(200, page(language, phrases.title, body, script), headers));
    },
  };
}
