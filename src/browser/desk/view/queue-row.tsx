import type { JSX } from 'preact';
import { shortMomentOf } from '../format.ts';
import { t } from '../languages.ts';
import { isWaiting } from '../model/alerts.ts';
import { conversationAddress } from '../model/route.ts';
import type { QueueItem } from '../wire.ts';
import { CountryCode, LanguageChip, PromiseClock, RiskMark, topicName } from './marks.tsx';

interface QueueRowProps {
  readonly item: QueueItem;
  readonly now: number;
  readonly isChosen: boolean;
  readonly isMine: boolean;
}

export function QueueRow({ item, now, isChosen, isMine }: QueueRowProps): JSX.Element {
  const { handoff, preview, lastAt } = item;
  // Who waits is known by the question; who is being answered, by the last word.
  const shown = isWaiting(item) ? handoff.reason : preview;
  return (
    <li>
      <a class="queue-row" href={conversationAddress(handoff.id)} aria-current={isChosen ? 'true' : undefined}>
        <span class="row-line">
          <LanguageChip code={handoff.language} />
          <span class="row-topic">{topicName(handoff.topic)}</span>
          <CountryCode country={handoff.country} />
          <time class="row-time" dateTime={new Date(lastAt).toISOString()}>
            {shortMomentOf(lastAt, now)}
          </time>
        </span>
        <span class="row-preview" dir="auto">
          {shown}
        </span>
        <span class="row-line row-foot">
          <Holder item={item} now={now} isMine={isMine} />
          <RiskMark risk={handoff.risk} />
        </span>
      </a>
    </li>
  );
}

function Holder({ item, now, isMine }: Omit<QueueRowProps, 'isChosen'>): JSX.Element | null {
  if (isWaiting(item)) return <PromiseClock handoff={item.handoff} now={now} />;
  return isMine ? null : <span class="row-with">{t('queue.with', { name: item.mentorName ?? '' })}</span>;
}
