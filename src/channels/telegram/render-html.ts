const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as Telegram's HTML shows it, never as markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** Links first, then bold: each bounded, so that no text takes long to read. Telegram links bare addresses itself. */
const inline = /\[([^\]\n]{1,300})\]\(((?:https?:\/\/|mailto:|tel:)[^\s)]{1,1000})\)|\*\*([^*\n]{1,1000})\*\*/g;

/** The Markdown that our texts use (headings, lists, bold, links) as Telegram's HTML. Everything else stays the text it is. */
export function markdownToHtml(text: string): string {
  return text.split('\n').map(renderLine).join('\n');
}

function renderLine(line: string): string {
  const [, heading] = /^#{1,6}\s+(.*)$/.exec(line) ?? [];
  if (heading !== undefined) return `<b>${escapeHtml(heading.replaceAll('**', ''))}</b>`;
  return renderInline(line.replace(/^(\s{0,3})[-*]\s+/, '$1• '));
}

function renderInline(line: string): string {
  let html = '';
  let end = 0;
  for (const match of line.matchAll(inline)) {
    const [all, label, target, bold = ''] = match;
    const isLink = label !== undefined && target !== undefined;
    html += escapeHtml(line.slice(end, match.index));
    html += isLink ? `<a href="${escapeHtml(target)}">${escapeHtml(label)}</a>` : `<b>${escapeHtml(bold)}</b>`;
    end = match.index + all.length;
  }
  return html + escapeHtml(line.slice(end));
}
