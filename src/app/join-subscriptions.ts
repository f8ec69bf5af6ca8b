import { joinSubscriptions, nextDue } from '../domain/subscription.ts';
import type { LoadedConversation } from '../ports/store.ts';
import type { EffectScope } from './effect-scope.ts';

/**
 * One subscription stays. It takes over what the other one sent, so that no pill comes twice, and nothing is sent twice
 * on one day. Resolves with its id.
 */
export async function settleSubscriptions(
  { tables, universe }: EffectScope,
  staying: LoadedConversation,
  leaving: LoadedConversation,
): Promise<string | null> {
  const kept = staying.subscription;
  const other = leaving.subscription;
  if (kept === null || other === null) return kept?.id ?? other?.id ?? null;
  const now = universe.now();
  const joined = joinSubscriptions(kept, other);
  await tables.subscriptions.adopt(other.id, kept.id);
  await tables.timers.cancel('pill-due', other.id);
  await tables.subscriptions.save(joined, now);
  if (joined.status === 'active') {
    const { partnerId, conversationId } = kept;
    const { fireAt } = nextDue(joined, now);
    const timer = { type: 'pill-due', scope: kept.id, partnerId, conversationId, fireAt } as const;
    await tables.timers.set({ id: universe.id(), ...timer });
  }
  return kept.id;
}
