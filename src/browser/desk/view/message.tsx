import type { JSX } from 'preact';
import type { TranscriptRow } from '../../../domain/transcript.ts';
import { timeOf } from '../format.ts';
import { t } from '../languages.ts';
import type { Case } from '../wire.ts';
import { NoteIcon } from './icons.tsx';
import { MessageFiles } from './message-files.tsx';
import { MessageText } from './message-text.tsx';

/** What was said; a button pressed without words shows what it sent. */
export function textOf({ activity }: TranscriptRow): string {
  const text = activity.text ?? '';
  if (text !== '') return text;
  return typeof activity.value === 'string' ? activity.value : '';
}

/** Rows that say nothing to a mentor (typing, joins) are left out. */
export function isShown(row: TranscriptRow): boolean {
  return row.activity.type === 'message' && (textOf(row) !== '' || (row.activity.attachments ?? []).length > 0);
}

interface MessageProps {
  readonly row: TranscriptRow;
  readonly open: Case;
  /** The one before is by the same speaker: who speaks is said once. */
  readonly isContinued: boolean;
}

export function Message({ row, open, isContinued }: MessageProps): JSX.Element {
  const { actor, activity, at } = row;
  // Numbered buttons stand in the text already.
  const choices = (activity.suggestedActions?.actions ?? []).filter(({ title }) => !/^\d+\. /.test(title));
  // A name in Latin letters may begin an Arabic sentence of ours.
  const direction = actor === 'bot' ? activity.channelData?.sportello?.direction : undefined;
  return (
    <article class={`message ${actor}${isContinued ? ' continued' : ''}`}>
      <header class={isContinued ? 'visually-hidden' : 'speaker'}>
        {actor === 'note' && <NoteIcon />}
        <Speaker row={row} />
      </header>
      <div class="bubble">
        {textOf(row) !== '' && (
          <MessageText
            text={textOf(row)}
            isMarkdown={actor === 'bot' && activity.textFormat === 'markdown'}
            direction={direction}
          />
        )}
        <MessageFiles row={row} open={open} />
        {choices.length > 0 && (
          <ul class="choices" dir={direction} aria-label={t('conversation.choices')}>
            {choices.map(({ title, value }) => (
              <li key={value} dir="auto">
                {title}
              </li>
            ))}
          </ul>
        )}
      </div>
      <time dateTime={new Date(at).toISOString()}>{timeOf(at)}</time>
    </article>
  );
}

function Speaker({ row }: { readonly row: TranscriptRow }): JSX.Element {
  const name = row.activity.from?.name ?? '';
  if (row.actor === 'contact') return <span>{t('speaker.person')}</span>;
  if (row.actor === 'bot') return <span>{t('speaker.bot')}</span>;
  return <span>{t(row.actor === 'note' ? 'speaker.note' : 'speaker.mentor', { name })}</span>;
}
