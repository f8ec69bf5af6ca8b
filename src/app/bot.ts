import { ActivityHandler, BotAdapter, TurnContext } from 'botbuilder';
import type { Activity as WireActivity, ConversationReference, Middleware, ResourceResponse } from 'botbuilder';
import type { Activity } from '../domain/activity.ts';
import type { InboxRow } from '../ports/store.ts';

/**
 * The Bot Framework seam: the one place of the inside that knows `botbuilder`. Middleware and the activity handler of
 * third parties run once per stored activity; what they send joins the turn's replies and leaves through the outbox.
 */
export interface Bot {
  use(...middleware: readonly Middleware[]): void;
  /** Runs the chain over an activity; `decide` is its innermost part and is given the means to reply. */
  run(row: InboxRow, decide: (send: Send) => Promise<void>): Promise<void>;
}

/** Hands activities to the chain's send hooks and returns them as the hooks left them. */
export type Send = (activities: readonly Activity[]) => Promise<readonly Activity[]>;

export interface BotOptions {
  /** What middleware sends by itself, outside `decide`: to be committed by the caller. */
  readonly onExtraReplies: (row: InboxRow, replies: readonly Activity[]) => Promise<void>;
}

export function createBot({ onExtraReplies }: BotOptions): Bot {
  const adapter = new TurnAdapter();

  const run = async (row: InboxRow, decide: (send: Send) => Promise<void>): Promise<void> => {
    const extra: Activity[] = [];
    let sink = extra;
    const context = new TurnContext(adapter, row.activity as WireActivity);
    context.turnState.set(sinkKey, (sent: readonly Activity[]) => sink.push(...sent));

    const send: Send = async (activities) => {
      const collected: Activity[] = [];
      sink = collected;
      await context.sendActivities(activities as WireActivity[]);
      sink = extra;
      return collected;
    };

    const handler = new ActivityHandler();
    handler.onTurn(async (_context, next) => {
      await decide(send);
      await next();
    });
    await adapter.run(context, (turn) => handler.run(turn));
    if (extra.length > 0) await onExtraReplies(row, extra);
  };

  return { use: (...middleware) => void adapter.use(...middleware), run };
}

const sinkKey = Symbol('sportello.sink');

/** Appends what is sent to the turn's replies; it never talks to a channel. */
class TurnAdapter extends BotAdapter {
  run(context: TurnContext, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(context, logic);
  }

  override sendActivities(context: TurnContext, activities: Partial<WireActivity>[]): Promise<ResourceResponse[]> {
    const sink: ((sent: readonly Activity[]) => void) | undefined = context.turnState.get(sinkKey);
    sink?.(activities as readonly Activity[]);
    return Promise.resolve(activities.map((activity) => ({ id: activity.id ?? '' })));
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new Error('A turn only speaks; edits leave through the outbox.'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('A turn only speaks; deletions leave through the outbox.'));
  }

  override continueConversation(_reference: Partial<ConversationReference>): Promise<void> {
    return Promise.reject(new Error('Messages outside a turn leave through the outbox.'));
  }
}
