import type { Mentor } from '../domain/mentor.ts';
import type { People } from '../ports/people.ts';
import { createInvitations } from './invitations.ts';
import { withoutPassword } from './mentor-views.ts';
import type { PeopleParts } from './people-parts.ts';
import { createSessions } from './sessions.ts';

/** Mentors, their one-time links, passwords and sessions. */
export function createPeople(parts: PeopleParts): People {
  const { store, partnerId } = parts;

  const needsAdministrator = async (): Promise<boolean> => {
    const mentors = await store.read((tables) => tables.mentors.list(partnerId));
    return !mentors.some(({ role, passwordHash, active }) => role === 'administrator' && passwordHash !== null && active);
  };

  const list = (partner: string): Promise<readonly Mentor[]> =>
    store.read(async ({ mentors }) => (await mentors.list(partner)).map(withoutPassword));

  return { needsAdministrator, list, ...createInvitations(parts), ...createSessions(parts) };
}
