import { promiseFor } from '../domain/handoff.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Timer } from '../domain/timer.ts';
import type { Store, Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import type { Dispatcher } from './dispatcher.ts';

export interface OverdueParts {
  readonly store: Store;
  readonly universe: Universe;
  readonly happen: Dispatcher['happen'];
  /** Called after a commit that changed the mentors' queue. */
  readonly queueChanged: (partnerId: string) => void;
}

/** A promised answer time that passed with nobody there: the person is told, and the promise is renewed. */
export function createHandoffOverdue({ store, universe, happen, queueChanged }: OverdueParts): (timer: Timer) => Promise<void> {
  return async (timer) => {
    const handoff = await store.read(({ handoffs }) => handoffs.byId(timer.scope));
    if (handoff?.status !== 'queued') {
      await store.write(({ timers }) => timers.take(timer));
      return;
    }
    const promisedAt = promiseFor(handoff.risk, universe.now());
    await happen(timer.conversationId, {
      input: { type: 'happening', trigger: 'handoff-overdue', values: { handoff: handoff.id, promisedAt } },
      cause: `handoff-overdue:${timer.id}`,
      kind: 'notice',
      expiresAt: null,
      owner: null,
      to: null,
      also: (tables) => renew(tables, timer, { ...handoff, promisedAt }),
    });
    queueChanged(handoff.partnerId);
  };

  async function renew(tables: Tables, timer: Timer, handoff: Handoff): Promise<boolean> {
    const isOurs = await tables.timers.take(timer);
    if (!isOurs || !(await tables.handoffs.save({ ...handoff, version: handoff.version + 1 }, handoff.version))) return false;
    const { type, scope, partnerId, conversationId } = timer;
    await tables.timers.set({ id: universe.id(), type, scope, partnerId, conversationId, fireAt: handoff.promisedAt });
    return true;
  }
}
