import type { Assets } from '../domain/assets.ts';
import type { ChannelCapabilities } from '../domain/channel.ts';
import type { Address } from '../domain/contact.ts';
import type { DueDate, Subscription } from '../domain/subscription.ts';
import { dueToServe, isInReach, nextDue, pillVerdict } from '../domain/subscription.ts';
import { chooseNextPill } from '../domain/choose-next-pill.ts';
import type { Timer } from '../domain/timer.ts';
import type { Delivery, LoadedConversation, Store, Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import type { Dispatcher } from './dispatcher.ts';

export interface CampaignParts {
  readonly store: Store;
  readonly universe: Universe;
  readonly assets: () => Assets;
  readonly happen: Dispatcher['happen'];
  /** Null for a channel that is not set up any more. */
  readonly capabilities: (channel: string) => ChannelCapabilities | null;
}

/** Hours after which a pill that could not be sent is of no use any more. */
const pillLifetimeMs = 6 * 3_600_000;

/** Serves a subscription's due date: the pill, the delivery's record and the next date in one commit, at most once. */
export function createCampaigns(parts: CampaignParts): { pillDue(timer: Timer): Promise<void> } {
  const { store, universe, assets, happen, capabilities } = parts;

  const pillDue = async (timer: Timer): Promise<void> => {
    const found = await store.read((tables) => load(tables, timer));
    if (found === null) return void (await store.write(({ timers }) => timers.take(timer)));
    const { subscription, sent } = found;
    const place = found.places.find(({ address, heardAt }) => isReached(address.channel, subscription, heardAt)) ?? null;
    const due = dueToServe(subscription, timer.fireAt, universe.now());
    const delivery = decide(
      found,
      place !== null || found.places.length === 0,
      due,
      chooseNextPill(assets().pills, subscription.topics, sent),
    );
    if (delivery.outcome !== 'sent' || delivery.pill === null) {
      return store.write((tables) => settle(tables, timer, subscription, delivery)).then(() => undefined);
    }
    const outcome = await happen(timer.conversationId, {
      input: { type: 'happening', trigger: 'pill-due', values: { pill: delivery.pill } },
      cause: `pill:${subscription.id}:${due.localDate}`,
      kind: 'pill',
      expiresAt: due.fireAt + pillLifetimeMs,
      owner: null,
      to: place === null ? null : { addressId: place.id, address: place.address },
      also: (tables) => settle(tables, timer, subscription, delivery),
    });
    // This date was served before: nothing may be said, but the timer must still move on.
    if (outcome.type === 'dropped') await store.write((tables) => settle(tables, timer, subscription, delivery));
  };

  const isReached = (name: string, subscription: Subscription, heardAt: number | null): boolean => {
    const channel = capabilities(name);
    return channel === null || isInReach(channel, subscription, heardAt, universe.now());
  };

  const decide = ({ subscription, conversation }: Found, hasPlace: boolean, due: DueDate, pill: string | null): Delivery => {
    const base = { subscriptionId: subscription.id, localDate: due.localDate };
    const verdict = pillVerdict(subscription, due, universe.now());
    if (verdict === 'stopped' || verdict === 'paused') return { ...base, pill: null, outcome: 'paused' };
    if (verdict === 'late') return { ...base, pill: null, outcome: 'late' };
    if (conversation.owner !== 'bot') return { ...base, pill: null, outcome: 'silenced' };
    if (!hasPlace) return { ...base, pill: null, outcome: 'out-of-reach' };
    return pill === null ? { ...base, pill: null, outcome: 'none-left' } : { ...base, pill, outcome: 'sent' };
  };

  const settle = async (tables: Tables, timer: Timer, subscription: Subscription, delivery: Delivery): Promise<boolean> => {
    if (!(await tables.timers.take(timer))) return false;
    const isFirst = await tables.subscriptions.deliver(delivery, universe.now());
    if (subscription.status === 'active') {
      const { fireAt } = nextDue(subscription, Math.max(timer.fireAt, universe.now()));
      const { type, scope, partnerId, conversationId } = timer;
      await tables.timers.set({ id: universe.id(), type, scope, partnerId, conversationId, fireAt });
    }
    return isFirst;
  };

  return { pillDue };
}

interface Found {
  readonly subscription: Subscription;
  readonly conversation: LoadedConversation;
  readonly sent: readonly string[];
  /** Where they asked for pills, then where they wrote last; and when they wrote there. */
  readonly places: readonly { readonly id: string; readonly address: Address; readonly heardAt: number | null }[];
}

async function load(tables: Tables, timer: Timer): Promise<Found | null> {
  const subscription = await tables.subscriptions.byId(timer.scope);
  const conversation = await tables.conversations.load(timer.conversationId);
  if (subscription === null || conversation === null) return null;
  const chosen = await tables.subscriptions.placeOf(timer.scope);
  const last = await tables.conversations.lastAddress(timer.conversationId);
  const places: Found['places'][number][] = [];
  for (const place of [chosen, last]) {
    if (place !== null) places.push({ ...place, heardAt: await tables.sends.lastHeard(place.address) });
  }
  return { subscription, conversation, sent: await tables.subscriptions.sentPills(timer.scope), places };
}
