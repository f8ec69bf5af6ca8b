import type { Activity } from '../domain/activity.ts';
import type { Tables } from '../ports/store.ts';

/** What a person is called at an address where somebody else writes at present; null where nobody does. */
export async function nameFor({ profiles, people }: Tables, conversationId: string, addressId: string): Promise<string | null> {
  const all = await profiles.of(addressId);
  const one = all.find((profile) => profile.conversationId === conversationId);
  if (one === undefined || all.length < 2) return null;
  const seat = await people.seatById(addressId);
  return seat?.conversationId === conversationId ? null : one.name;
}

/** The name before the words, so that whoever holds the phone sees for whom they are. */
export function addressTo(name: string | null, activities: readonly Activity[]): readonly Activity[] {
  if (name === null) return activities;
  return activities.map((activity) =>
    activity.type === 'message' ? { ...activity, text: `${name}:\n${activity.text ?? ''}`.trim() } : activity,
  );
}
