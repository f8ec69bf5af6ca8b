import type { JSX } from 'preact';
import { t } from '../languages.ts';
import { conversationAddress, handoffOf, personAddress, queueAddress } from '../model/route.ts';
import type { DeskRoute } from '../model/route.ts';
import { PersonIcon, QueueIcon, TalkIcon } from './icons.tsx';

/** On phones: which of the three panes is shown. */
export function BottomBar({ route, waiting }: { readonly route: DeskRoute; readonly waiting: number }): JSX.Element {
  const id = handoffOf(route);
  const current = (view: DeskRoute['view']): 'page' | undefined => (route.view === view ? 'page' : undefined);
  return (
    <nav class="bottom-bar" aria-label={t('frame.panes')}>
      <a href={queueAddress} aria-current={current('queue')}>
        <QueueIcon />
        <span>{t('queue.title')}</span>
        {waiting > 0 && <span class="count">{waiting}</span>}
      </a>
      <a
        href={id === null ? undefined : conversationAddress(id)}
        aria-disabled={id === null}
        aria-current={current('conversation')}
        role="link"
      >
        <TalkIcon />
        <span>{t('conversation.title')}</span>
      </a>
      <a
        href={id === null ? undefined : personAddress(id)}
        aria-disabled={id === null}
        aria-current={current('person')}
        role="link"
      >
        <PersonIcon />
        <span>{t('person.title')}</span>
      </a>
    </nav>
  );
}
