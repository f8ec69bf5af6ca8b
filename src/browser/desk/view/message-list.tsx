import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { TranscriptRow } from '../../../domain/transcript.ts';
import { dayOf } from '../format.ts';
import { t, tOr } from '../languages.ts';
import type { Outgoing } from '../model/desk-state.ts';
import type { Case } from '../wire.ts';
import { isShown, Message } from './message.tsx';
import { OutgoingMessage } from './outgoing-message.tsx';

interface MessageListProps {
  readonly open: Case;
  readonly outgoing: readonly Outgoing[];
}

/** This close to the end, in pixels, the list follows what comes. */
const nearEnd = 160;

export function MessageList({ open, outgoing }: MessageListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const own = outgoing.filter(({ handoffId }) => handoffId === open.handoff.id);
  const lines = useMemo(() => linesOf(open), [open]);
  const toEnd = (): void => {
    const element = list.current;
    if (element !== null && isFollowing.current) element.scrollTop = element.scrollHeight;
  };
  useLayoutEffect(toEnd, [open.transcript, own.length]);
  useEffect(() => {
    const watcher = new ResizeObserver(toEnd);
    if (list.current !== null) watcher.observe(list.current);
    return () => watcher.disconnect();
  }, []);
  const noteEnd = ({ currentTarget: box }: { readonly currentTarget: HTMLElement }): void => {
    isFollowing.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
  };
  return (
    <div class="messages" role="log" aria-label={t('conversation.history')} tabIndex={0} ref={list} onScroll={noteEnd}>
      {lines}
      {own.map((one) => (
        <OutgoingMessage key={one.key} outgoing={one} />
      ))}
    </div>
  );
}

/** Messages, with a thin rule where the day or the channel changes. */
function linesOf(open: Case): readonly JSX.Element[] {
  let day = '';
  let channel: string | null = null;
  let before: TranscriptRow | null = null;
  return open.transcript.filter(isShown).flatMap((row) => {
    const lines: JSX.Element[] = [];
    if (dayOf(row.at) !== day) {
      day = dayOf(row.at);
      lines.push(<Rule key={`${row.id}-day`} text={day} />);
    }
    if (row.channel !== null && row.channel !== channel) {
      channel = row.channel;
      const name = tOr(`channel.${channel}`, channel);
      lines.push(<Rule key={`${row.id}-channel`} text={t('conversation.via', { channel: name })} />);
    }
    lines.push(<Message key={row.id} row={row} open={open} isContinued={lines.length === 0 && isSameSpeaker(before, row)} />);
    before = row;
    return lines;
  });
}

function isSameSpeaker(before: TranscriptRow | null, row: TranscriptRow): boolean {
  return before !== null && before.actor === row.actor && before.activity.from?.id === row.activity.from?.id;
}

function Rule({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="rule">
      <bdi>{text}</bdi>
    </p>
  );
}
