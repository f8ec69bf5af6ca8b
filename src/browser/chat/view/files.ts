import type { Attachment } from '../../../domain/activity.ts';
import type { Phrases } from '../phrases.ts';
import { element } from './element.ts';

/** What came with a message: pictures are drawn, sounds played, everything else is opened elsewhere. */
export function renderFiles(attachments: readonly Attachment[], phrases: Phrases): readonly HTMLElement[] {
  return attachments.map(({ contentType, contentUrl = '', name }) => {
    const label = name ?? phrases.file;
    if (!/^https?:/.test(contentUrl)) return element('p', { class: 'file' }, label);
    const link = element('a', { class: 'file', href: contentUrl, target: '_blank', rel: 'noopener noreferrer' });
    if (contentType.startsWith('audio/')) {
      return element('audio', { src: contentUrl, controls: '', preload: 'none', 'aria-label': label });
    }
    link.append(contentType.startsWith('image/') ? element('img', { src: contentUrl, alt: label, loading: 'lazy' }) : label);
    return link;
  });
}
