import { element } from './element.ts';

/**
 * The little Markdown that answers are written in: paragraphs, line breaks, lists, **bold**, *emphasis*, links. Built as nodes: what
 * is not understood stays text, and no markup of anybody's ever runs.
 */
export function renderMarkdown(text: string, newTab: string): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const block of toBlocks(text)) made.append(renderBlock(block, newTab));
  return made;
}

/** Line breaks and links only: people and mentors write plain text. */
export function renderPlain(text: string, newTab: string): DocumentFragment {
  const made = document.createDocumentFragment();
  made.append(element('p', {}, ...lines([text], (line) => linked(line, newTab))));
  return made;
}

/** Null for everything that is not a plain web address. */
export function safeUrl(address: string): string | null {
  try {
    const { protocol, href, username, password } = new URL(address);
    // `https://bank.it@evil.example` shows one host and opens another.
    return /^https?:$/.test(protocol) && username === '' && password === '' ? href : null;
  } catch {
    return null;
  }
}

/** A link that opens beside the conversation, and says so; the bare text where the address is not one to open. */
export function link(address: string, label: string, newTab: string): Node {
  const href = safeUrl(address);
  if (href === null) return document.createTextNode(label);
  const aside = element('span', { class: 'unseen' }, ` (${newTab})`);
  return element('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow', dir: 'auto' }, label, aside);
}

interface Block {
  readonly type: 'p' | 'ul' | 'ol';
  readonly start: string;
  readonly lines: string[];
}

const bullet = /^\s{0,3}[-*•]\s+(.*)$/u;
const numbered = /^\s{0,3}(\d{1,3})[.)]\s+(.*)$/u;

function toBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let isOver = false;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const before = blocks.at(-1);
    if (line.trim() === '') {
      // A blank line between two items does not end their list.
      isOver = before?.type === 'p';
      continue;
    }
    const { type, content, start } = readLine(line);
    if (before?.type === type && !isOver) before.lines.push(content);
    else blocks.push({ type, start, lines: [content] });
    isOver = false;
  }
  return blocks;
}

function readLine(line: string): { readonly type: Block['type']; readonly content: string; readonly start: string } {
  const number = numbered.exec(line);
  if (number !== null) return { type: 'ol', content: number[2] ?? '', start: number[1] ?? '1' };
  const point = bullet.exec(line);
  if (point !== null) return { type: 'ul', content: point[1] ?? '', start: '' };
  return { type: 'p', content: line.replace(/^#{1,6}\s+/, ''), start: '' };
}

function renderBlock({ type, start, lines: content }: Block, newTab: string): Node {
  const inside = (line: string): readonly (Node | string)[] => inline(line, newTab);
  if (type === 'p') return element('p', {}, ...lines(content, inside));
  return element(type, type === 'ol' ? { start } : {}, ...content.map((line) => element('li', {}, ...inside(line))));
}

type Inside = (line: string) => readonly (Node | string)[];

function lines(content: readonly string[], inside: Inside): readonly (Node | string)[] {
  return content
    .flatMap((line) => line.split('\n'))
    .flatMap((line, index) => (index === 0 ? inside(line) : [element('br'), ...inside(line)]));
}

/** Bold, emphasis, named links; what is none of them may hold bare addresses. */
const marked =
  /\*\*(?=\S)(.{1,400}?\S|\S)\*\*|(?<![*\p{L}\p{N}])\*(?=[^\s*])([^*]{1,400}?)(?<=\S)\*(?![*\p{L}\p{N}])|\[([^\][]{1,300})\]\(\s*([^()\s]{1,2000})\s*\)/gu;

function inline(line: string, newTab: string): readonly (Node | string)[] {
  const made: (Node | string)[] = [];
  let from = 0;
  for (const match of line.matchAll(marked)) {
    const [whole, bold, stressed, label, address] = match;
    made.push(...linked(line.slice(from, match.index), newTab));
    if (bold !== undefined) made.push(element('b', {}, ...inline(bold, newTab)));
    else if (stressed !== undefined) made.push(element('em', {}, ...linked(stressed, newTab)));
    else made.push(link(address ?? '', label ?? '', newTab));
    from = match.index + whole.length;
  }
  made.push(...linked(line.slice(from), newTab));
  return made;
}

function linked(text: string, newTab: string): readonly (Node | string)[] {
  const bare = /https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}»”。，；：！？）]/giu;
  const made: (Node | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(bare)) {
    made.push(text.slice(from, match.index), link(match[0], match[0], newTab));
    from = match.index + match[0].length;
  }
  made.push(text.slice(from));
  return made.filter((part) => part !== '');
}
