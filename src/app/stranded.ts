import type { Assets } from '../domain/assets.ts';
import { isStranded } from '../engine/recover.ts';
import type { Store } from '../ports/store.ts';

/** Conversations read at once: a reload must not hold up turns. */
const pageSize = 200;

/** How many people stand in a dialog at a step that these dialogs have no more, nor a `moved:` for. */
export async function countStranded(store: Store, dialogs: Assets['dialogs']): Promise<number> {
  let count = 0;
  for (let after = ''; ;) {
    const page = await store.read(({ conversations }) => conversations.running(after, pageSize));
    count += page.filter(({ stack }) => isStranded(dialogs, stack)).length;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return count;
    after = last.id;
  }
}
