import type { CardAction } from '../../domain/activity.ts';
import type { Language } from '../../domain/language.ts';
import type { TranscriptRow } from '../../domain/transcript.ts';
import type { NamedWay } from '../../domain/link.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { link, markdownToHtml, plainToHtml } from './markdown.ts';
import { renderFileForm, renderFiles } from './plain-files.ts';
import type { FilePhrases } from './plain-files.ts';
import { qrImage } from './qr.ts';

/** What the pages say, in one language: the keys under `plain` in `locales/<lang>/chat.json`, and some of the widget's. */
export interface PlainPhrases extends FilePhrases {
  readonly title: string;
  readonly lead: string;
  /** Leads from the page with the widget to the one without. */
  readonly open: string;
  readonly you: string;
  readonly assistant: string;
  readonly mentor: string;
  readonly label: string;
  readonly send: string;
  readonly refresh: string;
  readonly tooLong: string;
  readonly tooFast: string;
  readonly stale: string;
  readonly failed: string;
  /** Over a QR that leads to another channel, and on its link; both name it: `{{name}}`. */
  readonly scan: string;
  readonly openIn: string;
}

export interface PlainView {
  readonly language: Language;
  /** The language's code when the person chose it; empty: it follows the conversation. */
  readonly chosen: string;
  readonly languages: readonly Language[];
  readonly phrases: PlainPhrases;
  readonly rows: readonly TranscriptRow[];
  /** Shows that the form is ours and this visitor's; empty: there is no visitor, and so no form. */
  readonly proof: string;
  /** Makes the form's second copy recognisable. */
  readonly key: string;
  /** What was typed, when it could not be sent. */
  readonly draft: string;
  readonly alert: string | null;
  /** Draft and alert belong to the form with the file, which then stands open. */
  readonly isOfFile: boolean;
  /** Where a file of this conversation is read. */
  readonly fileAddress: (mediaId: string) => string;
}

/** The whole conversation as a page that needs no script. */
export function renderPlainPage(view: PlainView): string {
  const { phrases, rows, alert } = view;
  return page(
    view.language,
    phrases.title,
    html`<main>
      <h1>${phrases.title}</h1>
      ${alert === null ? null : html`<p class="alert" role="alert">${alert}</p>`}
      <ol class="talk">
        ${rows.filter(isSaid).map((row) => renderRow(row, view))}
      </ol>
      ${renderActions(lastActions(rows), view)} ${renderForm(view)} ${renderAttach(view)}
      <nav>
        ${view.languages.map(({ tag, code, name }) => html`<a href="/chat/plain?lang=${code}" lang="${tag}" hreflang="${tag}">${name}</a> `)}
      </nav>
    </main>`,
  );
}

export function page(language: Language, title: string, body: Html, head: Html | null = null): string {
  return `<!doctype html>\n${
    html`<html lang="${language.tag}" dir="${language.direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/chat/plain.css" />
        <link rel="icon" href="data:," />
        ${head}
      </head>
      <body>
        ${body}
      </body>
    </html> `.text
  }`;
}

function isSaid({ actor, activity }: TranscriptRow): boolean {
  const hasContent = (activity.text ?? '').trim() !== '' || (activity.attachments ?? []).length > 0;
  return actor !== 'note' && activity.type === 'message' && hasContent;
}

function renderRow(row: TranscriptRow, { phrases, fileAddress }: PlainView): Html {
  const { text = '', locale } = row.activity;
  const direction = row.activity.channelData?.sportello?.direction ?? 'auto';
  const body = row.actor === 'contact' ? plainToHtml(text) : markdownToHtml(text);
  const who = speakerOf(row, phrases);
  // What a person types is in any language, whatever their browser says.
  const lang = row.actor === 'contact' || locale === undefined ? null : html` lang="${locale}"`;
  return html`<li class="${row.actor}">
    <p class="who"><bdi>${who}</bdi></p>
    ${text.trim() === '' ? null : html`<div dir="${direction}" ${lang}>${body}</div>`}
    ${renderFiles(row.activity.attachments ?? [], phrases, fileAddress)} ${renderWays(row, phrases)}
  </li> `;
}

function renderWays({ actor, activity }: TranscriptRow, phrases: PlainPhrases): readonly Html[] {
  const ways = activity.channelData?.sportello?.link?.ways ?? [];
  return actor === 'contact' ? [] : ways.map((way) => renderWay(way, phrases));
}

function renderWay({ name, url }: NamedWay, { scan, openIn }: PlainPhrases): Html {
  const caption = scan.replace('{{name}}', name);
  return html`<figure class="way">
    <img src="${qrImage(url)}" alt="${caption}" width="200" height="200" />
    <figcaption>${caption}<br />${link(url, openIn.replace('{{name}}', name))}</figcaption>
  </figure> `;
}

function speakerOf({ actor, activity }: TranscriptRow, phrases: PlainPhrases): string {
  if (actor === 'mentor') return activity.channelData?.sportello?.speaker?.name ?? phrases.mentor;
  return actor === 'contact' ? phrases.you : phrases.assistant;
}

/** Buttons stand under the last message only. */
export function lastActions(rows: readonly TranscriptRow[]): readonly CardAction[] {
  const last = rows.findLast(isSaid);
  return last === undefined || last.actor === 'contact' ? [] : (last.activity.suggestedActions?.actions ?? []);
}

function renderActions(actions: readonly CardAction[], view: PlainView): Html | null {
  if (actions.length === 0) return null;
  return html`<form method="post" action="/chat/plain" class="actions">
    ${hiddenFields(view)} ${actions.map((action) => renderAction(action))}
  </form>`;
}

function renderAction({ type, title, value }: CardAction): Html {
  if (type === 'openUrl') return /^https?:\/\//.test(value) ? link(value, title) : html``;
  return html`<button name="${type === 'postBack' ? 'choose' : 'text'}" value="${value}" dir="auto">${title}</button> `;
}

function renderForm(view: PlainView): Html {
  const { phrases } = view;
  const draft = view.isOfFile ? '' : view.draft;
  if (view.proof === '') return html`<p><a href="${plainAddress(view.chosen)}">${phrases.open}</a></p>`;
  return html`<form method="post" action="/chat/plain" class="write" id="write">
    ${hiddenFields(view)}
    <label for="text">${phrases.label}</label>
    <textarea id="text" name="text" rows="3" maxlength="4096" required dir="auto">${draft}</textarea>
    <p><button>${phrases.send}</button> <a href="${plainAddress(view.chosen)}">${phrases.refresh}</a></p>
  </form>`;
}

function renderAttach(view: PlainView): Html | null {
  const { phrases, proof, chosen, isOfFile, draft } = view;
  if (proof === '') return null;
  return renderFileForm({ phrases, chosen, hidden: hiddenFields(view), draft: isOfFile ? draft : null });
}

/** Where the page shows the end of the conversation, in the language that was chosen. */
export function plainAddress(chosen: string): string {
  return `/chat/plain${chosen === '' ? '' : `?lang=${encodeURIComponent(chosen)}`}#write`;
}

function hiddenFields({ proof, key, chosen }: PlainView): Html {
  return html`<input type="hidden" name="proof" value="${proof}" /><input type="hidden" name="key" value="${key}" /><input
      type="hidden"
      name="lang"
      value="${chosen}"
    />`;
}
