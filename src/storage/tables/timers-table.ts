import { statement } from '../statement.ts';
import type { Runner } from '../statement.ts';
import type { Timer, TimerType } from '../../domain/timer.ts';
import type { TimersTable } from '../../ports/store.ts';

export function createTimersTable(run: Runner): TimersTable {
  return {
    set: async (timer) => {
      await run.all(setTimer, timer);
    },
    cancel: async (type, scope) => {
      await run.all(cancelTimer, { type, scope });
    },
    due: (now, limit) => run.all(dueTimers, { now, limit }),
    next: async () => (await run.first(nextTimer, {}))?.fire_at ?? null,
    take: async (timer) => (await run.first(takeTimer, timer)) !== undefined,
  };
}

const setTimer = statement((db, $: Omit<Timer, 'version'>) =>
  db
    .insertInto('timers')
    .values({
      id: $.id,
      partner_id: $.partnerId,
      type: $.type,
      scope: $.scope,
      conversation_id: $.conversationId,
      fire_at: $.fireAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['type', 'scope']).doUpdateSet((eb) => ({
        conversation_id: eb.ref('excluded.conversation_id'),
        fire_at: eb.ref('excluded.fire_at'),
        version: eb('timers.version', '+', 1),
      })),
    ),
);

const cancelTimer = statement((db, $: { type: TimerType; scope: string }) =>
  db.deleteFrom('timers').where('type', '=', $.type).where('scope', '=', $.scope),
);

const dueTimers = statement((db, $: { now: number; limit: number }) =>
  db
    .selectFrom('timers')
    .select([
      'id',
      'partner_id as partnerId',
      'type',
      'scope',
      'conversation_id as conversationId',
      'fire_at as fireAt',
      'version',
    ])
    .where('fire_at', '<=', $.now)
    .orderBy('fire_at')
    .orderBy('id')
    .limit($.limit),
);

const nextTimer = statement((db) => db.selectFrom('timers').select('fire_at').orderBy('fire_at').limit(1));

const takeTimer = statement((db, $: Timer) =>
  db.deleteFrom('timers').where('id', '=', $.id).where('version', '=', $.version).returning('id'),
);
