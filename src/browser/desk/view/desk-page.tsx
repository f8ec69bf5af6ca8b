import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../languages.ts';
import { isWaiting } from '../model/alerts.ts';
import type { DeskState } from '../model/desk-state.ts';
import { handoffOf } from '../model/route.ts';
import type { Me } from '../wire.ts';
import { BarLine } from './bar-line.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { ChannelsPage } from './channels-page.tsx';
import { ConversationPane } from './conversation-pane.tsx';
import { HeadBar } from './head-bar.tsx';
import { PeoplePage } from './people-page.tsx';
import { PersonPane } from './person-pane.tsx';
import { QueuePane } from './queue-pane.tsx';
import { useModel } from './use-desk.ts';

/** Queue, conversation and person side by side where there is room, one at a time where there is not. */
export function DeskPage({ state, me }: { readonly state: DeskState; readonly me: Me }): JSX.Element {
  const model = useModel();
  const { route } = state;
  const waiting = (state.queue ?? []).filter(isWaiting).length;
  useEffect(() => {
    const title = `${t('frame.desk')} · Sportello`;
    document.title = waiting === 0 ? title : `(${String(waiting)}) ${title}`;
  }, [waiting, state.language]);
  useFocusKept(handoffOf(route));
  useWarningBeforeLeaving(state.outgoing.length > 0);

  return (
    <div class="desk" data-view={route.view} onPointerDown={model.alerts.unlock} onKeyDown={model.alerts.unlock}>
      {route.view === 'conversation' && (
        <a class="skip" href="#conversation" onClick={focusConversation}>
          {t('frame.skip')}
        </a>
      )}
      <HeadBar state={state} me={me} />
      <Main state={state} me={me} />
      <BarLine bar={state.bar} />
      <BottomBar route={route} waiting={waiting} />
    </div>
  );
}

function Main({ state, me }: { readonly state: DeskState; readonly me: Me }): JSX.Element {
  const { route } = state;
  if (route.view === 'people' && me.role === 'administrator') return <PeoplePage state={state} />;
  if (route.view === 'channels') return <ChannelsPage state={state} />;
  return (
    <main class="panes">
      <QueuePane state={state} me={me} />
      <ConversationPane key={handoffOf(route) ?? ''} state={state} me={me} />
      <PersonPane state={state} />
    </main>
  );
}

function focusConversation(event: Event): void {
  event.preventDefault();
  document.getElementById('conversation')?.focus();
}

/** When the conversation goes, focus goes to the way back, or else to the queue: never nowhere. */
function useFocusKept(handoffId: string | null): void {
  useEffect(() => {
    if (handoffId !== null || document.activeElement !== document.body) return;
    const next = document.querySelector<HTMLElement>('.bar button') ?? document.getElementById('queue-title');
    next?.focus();
  }, [handoffId]);
}

function useWarningBeforeLeaving(isUnsent: boolean): void {
  useEffect(() => {
    if (!isUnsent) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnsent]);
}
