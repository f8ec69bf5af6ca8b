import type { LinkOffer } from '../../../domain/link.ts';
import type { Line } from '../conversation.ts';
import { fill } from '../phrases.ts';
import type { Phrases } from '../phrases.ts';
import { element, icon } from './element.ts';
import { link } from './markdown.ts';

/** Where a code can be carried to: a QR for another device, a link for this one. */
export function renderWays({ activity, isOwn }: Line, phrases: Phrases): HTMLElement | null {
  const ways = isOwn ? [] : (activity.channelData?.sportello?.link?.ways ?? []);
  if (ways.length === 0) return null;
  return element('div', { class: 'ways' }, ...ways.map((way) => renderWay(way, phrases)));
}

function renderWay({ name, url, qr }: LinkOffer['ways'][number], phrases: Phrases): HTMLElement {
  const caption = fill(phrases.scan, { name });
  const drawing = qr === undefined ? null : element('img', { src: qr, alt: caption, width: '200', height: '200' });
  const anchor = link(url, fill(phrases.openIn, { name }), phrases.newTab);
  if (anchor instanceof HTMLElement) anchor.append(icon('open'));
  return element('figure', { class: 'way' }, drawing, element('figcaption', {}, element('p', {}, caption), anchor));
}
