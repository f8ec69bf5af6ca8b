import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../languages.ts';
import type { DeskState } from '../model/desk-state.ts';
import { handoffOf, personAddress, queueAddress } from '../model/route.ts';
import type { Case, Me } from '../wire.ts';
import { Composer } from './composer.tsx';
import { BackIcon, DoneIcon, PersonIcon, PutBackIcon, TalkIcon } from './icons.tsx';
import { LanguageChip, PromiseClock, RiskMark, topicName } from './marks.tsx';
import { MessageList } from './message-list.tsx';
import { useModel } from './use-desk.ts';

/** The whole history, and what the mentor can do now. */
export function ConversationPane({ state, me }: { readonly state: DeskState; readonly me: Me }): JSX.Element {
  const { open } = state;
  const isOpen = open !== null;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isOpen) title.current?.focus({ preventScroll: true });
  }, [isOpen]);
  return (
    <section class="pane conversation" id="conversation" tabIndex={-1} aria-labelledby="conversation-title">
      {open === null ? (
        <NothingOpen state={state} />
      ) : (
        <>
          <header class="pane-head">
            <a class="back" href={queueAddress} aria-label={t('queue.title')}>
              <BackIcon />
            </a>
            <h1 id="conversation-title" tabIndex={-1} ref={title}>
              {topicName(open.handoff.topic)}
            </h1>
            <LanguageChip code={open.handoff.language} />
            <RiskMark risk={open.handoff.risk} />
            <HeadActs open={open} me={me} now={state.now} />
          </header>
          <MessageList open={open} outgoing={state.outgoing} />
          <Composer open={open} me={me} />
        </>
      )}
    </section>
  );
}

function HeadActs({ open, me, now }: { readonly open: Case; readonly me: Me; readonly now: number }): JSX.Element {
  const { holding } = useModel();
  const { handoff } = open;
  return (
    <div class="head-acts">
      {handoff.status === 'queued' && <PromiseClock handoff={handoff} now={now} />}
      {handoff.mentorId === me.id && handoff.status === 'claimed' && (
        <>
          <button type="button" class="secondary" onClick={() => holding.release(open)}>
            <PutBackIcon />
            <span>{t('conversation.release')}</span>
          </button>
          <button type="button" class="secondary" onClick={() => holding.close(open)}>
            <DoneIcon />
            <span>{t('conversation.close')}</span>
          </button>
        </>
      )}
      <a class="to-person" href={personAddress(handoff.id)} aria-label={t('person.title')}>
        <PersonIcon />
      </a>
    </div>
  );
}

function NothingOpen({ state }: { readonly state: DeskState }): JSX.Element {
  const isMissing = state.openFault !== null;
  const isLoading = handoffOf(state.route) !== null && !isMissing;
  return (
    <div class="empty middle" aria-busy={isLoading}>
      <TalkIcon />
      <h1 class="empty-title" id="conversation-title">
        {t(isMissing ? 'conversation.missing' : isLoading ? 'conversation.loading' : 'conversation.none')}
      </h1>
      {!isLoading && <p>{t(isMissing ? 'conversation.missingNext' : 'conversation.noneNext')}</p>}
      {isMissing && (
        <a class="button secondary" href={queueAddress}>
          {t('conversation.toQueue')}
        </a>
      )}
    </div>
  );
}
