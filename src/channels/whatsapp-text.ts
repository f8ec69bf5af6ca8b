import type { Activity } from '../domain/activity.ts';
import { splitText } from './split-text.ts';

/** Links first, then bold: each bounded, so that no text takes long to read. */
const inline = /\[([^\]\n]{1,300})\]\(((?:https?:\/\/|mailto:|tel:)[^\s)]{1,1000})\)|\*\*([^*\n]{1,1000})\*\*/g;

/** The Markdown that our texts use (headings, lists, bold, links) with WhatsApp's marks. WhatsApp links bare addresses itself. */
export function markdownToWhatsApp(text: string): string {
  return text.split('\n').map(renderLine).join('\n');
}

function renderLine(line: string): string {
  const [, heading] = /^#{1,6}\s+(.*)$/.exec(line) ?? [];
  if (heading !== undefined) return `*${heading.replaceAll('*', '')}*`;
  return line
    .replace(/^(\s{0,3})[-*]\s+/, '$1• ')
    .replaceAll(inline, (_, label?: string, target?: string, bold?: string) =>
      label === undefined || target === undefined ? `*${bold?.trim() ?? ''}*` : linkOf(label, target),
    );
}

function linkOf(label: string, target: string): string {
  const shown = target.replace(/^(mailto|tel):/, '');
  const plain = label.replaceAll('*', '');
  return plain === shown ? shown : `${plain}: ${shown}`;
}

/** The text of a message in parts of at most `longest` characters, the mentor's name before the first. */
export function whatsAppParts(activity: Activity, longest: number): readonly string[] {
  const render = (text: string): string => (activity.textFormat === 'plain' ? text : markdownToWhatsApp(text));
  const line = speakerLine(activity);
  const head = line === '' ? '' : `${line}\n`;
  const parts = splitText(activity.text ?? '', longest - head.length, (part) => render(part).length + head.length <= longest);
  return parts.map((part, index) => (index === 0 ? head : '') + render(part));
}

/** The name of the mentor who speaks; '' where nobody does. */
export function speakerLine(activity: Activity): string {
  const speaker = activity.channelData?.sportello?.speaker;
  return speaker?.kind === 'mentor' && speaker.name !== undefined ? `*${speaker.name}*` : '';
}
