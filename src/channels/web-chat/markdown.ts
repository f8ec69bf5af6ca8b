import { Html, html } from './html.ts';

/** Links first, then bold, then bare addresses: each bounded, so that no text takes long to read. */
const inline =
  /\[([^\]\n]{1,300})\]\(((?:https?:\/\/|mailto:|tel:)[^\s)]{1,1000})\)|\*\*([^*\n]{1,1000})\*\*|(https?:\/\/[^\s<>"')\]]{1,1000})/g;

/** The Markdown that our texts use (paragraphs, lists, bold, links) as HTML. Everything else stays the text it is. */
export function markdownToHtml(text: string): Html {
  return join(toBlocks(text).map((block) => renderBlock(block)));
}

/** What a person wrote: line by line, nothing else. */
export function plainToHtml(text: string): Html {
  return renderBlock({ type: 'p', lines: text.split('\n') }, (line) => html`${line}`);
}

const lineBreak = new Html('<br />');

interface Block {
  readonly type: 'p' | 'ol' | 'ul';
  readonly lines: readonly string[];
}

function toBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let isOpen = false;
  for (const raw of text.split('\n')) {
    const [, marker, rest] = /^\s{0,3}(\d{1,3}[.)]|[-*•])\s+(.*)$/.exec(raw) ?? [];
    const line = rest ?? raw.replace(/^#{1,6}\s+/, '').trim();
    const type = marker === undefined ? 'p' : /\d/.test(marker) ? 'ol' : 'ul';
    const last = blocks.at(-1);
    if (line === '') isOpen = false;
    else if (last?.type === type && (isOpen || type !== 'p')) blocks[blocks.length - 1] = { type, lines: [...last.lines, line] };
    else blocks.push({ type, lines: [line] });
    if (line !== '') isOpen = true;
  }
  return blocks;
}

function renderBlock({ type, lines }: Block, render = renderLine): Html {
  const rendered = lines.map((line) => render(line));
  if (type === 'p') return html`<p>${rendered.flatMap((line, index) => (index === 0 ? [line] : [lineBreak, line]))}</p>`;
  const items = rendered.map((line) => html`<li>${line}</li>`);
  return type === 'ol'
    ? html`<ol>
        ${items}
      </ol>`
    : html`<ul>
        ${items}
      </ul>`;
}

function renderLine(line: string): Html {
  const pieces: Html[] = [];
  let end = 0;
  for (const match of line.matchAll(inline)) {
    const [all, label, target, bold, bare] = match;
    pieces.push(html`${line.slice(end, match.index)}`, renderMatch(all, label, target, bold, bare));
    end = match.index + all.length;
  }
  return join([...pieces, html`${line.slice(end)}`]);
}

function renderMatch(all: string, label?: string, target?: string, bold?: string, bare?: string): Html {
  if (label !== undefined && target !== undefined) return link(target, label);
  if (bold !== undefined) return html`<strong>${bold}</strong>`;
  return bare === undefined ? html`${all}` : link(bare, bare);
}

/** Addresses are read left to right whatever the text around them is. */
export function link(target: string, label: string): Html {
  return html`<a href="${target}" target="_blank" rel="noopener noreferrer nofollow"><bdi>${label}</bdi></a>`;
}

function join(pieces: readonly Html[]): Html {
  return new Html(pieces.map(({ text }) => text).join(''));
}
