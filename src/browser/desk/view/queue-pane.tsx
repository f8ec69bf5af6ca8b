import type { JSX } from 'preact';
import { t } from '../languages.ts';
import { isWaiting } from '../model/alerts.ts';
import type { DeskState } from '../model/desk-state.ts';
import { handoffOf } from '../model/route.ts';
import type { Me, QueueItem } from '../wire.ts';
import { QueueRow } from './queue-row.tsx';
import { useModel } from './use-desk.ts';

/** Who waits, whom I have, whom my colleagues have. */
export function QueuePane({ state, me }: { readonly state: DeskState; readonly me: Me }): JSX.Element {
  const items = (state.queue ?? []).filter(({ handoff }) => handoff.id !== state.leaving);
  const mine = items.filter(({ handoff }) => handoff.mentorId === me.id);
  const waiting = items.filter(isWaiting);
  const others = items.filter((item) => !isWaiting(item) && item.handoff.mentorId !== me.id);
  return (
    <section class="pane queue" aria-labelledby="queue-title" onKeyDown={walkRows}>
      <header class="pane-head">
        <h1 id="queue-title" tabIndex={-1}>
          {t('queue.title')}
        </h1>
        <span class="hint">{t('queue.count', { count: waiting.length })}</span>
      </header>
      <div class="pane-body">
        {state.queue === null ? <QueueSkeleton /> : items.length === 0 && <EmptyQueue state={state} />}
        <Group title={t('queue.waiting')} items={waiting} state={state} />
        <Group title={t('queue.mine')} items={mine} state={state} />
        <Group title={t('queue.others')} items={others} state={state} />
      </div>
    </section>
  );
}

interface GroupProps {
  readonly title: string;
  readonly items: readonly QueueItem[];
  readonly state: DeskState;
}

function Group({ title, items, state }: GroupProps): JSX.Element | null {
  if (items.length === 0) return null;
  const chosen = handoffOf(state.route);
  return (
    <div class="queue-group">
      <h2>
        {title} <span class="group-count">{items.length}</span>
      </h2>
      <ul>
        {items.map((item) => (
          <QueueRow
            key={item.handoff.id}
            item={item}
            now={state.now}
            isChosen={item.handoff.id === chosen}
            isMine={item.handoff.mentorId === state.me?.id}
          />
        ))}
      </ul>
    </div>
  );
}

function EmptyQueue({ state }: { readonly state: DeskState }): JSX.Element {
  const model = useModel();
  return (
    <div class="empty">
      <p class="empty-title">{t('queue.empty')}</p>
      <p>{t('queue.emptyNext')}</p>
      {state.notifications === 'default' && (
        <button type="button" class="secondary" onClick={() => void model.alerts.askNotifications()}>
          {t('settings.notify')}
        </button>
      )}
    </div>
  );
}

function QueueSkeleton(): JSX.Element {
  return (
    <p class="empty" aria-busy="true">
      {t('queue.loading')}
    </p>
  );
}

/** Up and down go from row to row. */
function walkRows(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.currentTarget instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.queue-row')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at + step];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
