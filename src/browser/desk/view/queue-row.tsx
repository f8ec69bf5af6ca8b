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
}

export function QueueRow({ item, now, isChosen }: QueueRowProps): JSX.Element {
  const { handoff, preview, mentorName, lastAt } = item;
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
          {preview}
        </span>
        <span class="row-line row-foot">
          {isWaiting(item) ? (
            <PromiseClock handoff={handoff} now={now} />
          ) : (
            <span class="row-with">{t('queue.with', { name: mentorName ?? '' })}</span>
          )}
          <RiskMark risk={handoff.risk} />
        </span>
      </a>
    </li>
  );
}
