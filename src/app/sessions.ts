import { SportelloError } from '../domain/errors.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { People, Session } from '../ports/people.ts';
import type { StoredMentor, Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import { withoutPassword } from './mentor-views.ts';
import { verifyPassword } from './passwords.ts';
import type { PeopleParts } from './people-parts.ts';
import { hashSecret, newSecret, newSignIn } from './secrets.ts';
import { createThrottle } from './throttle.ts';

const sessionLifetimeMs = 14 * 86_400_000;
/** Wrong passwords from one place, and for one name from one place, before a pause. Nobody else is locked out by it. */
const triesPerPlace = { burst: 20, perMs: 20 / 600_000 };
const triesPerName = { burst: 5, perMs: 5 / 300_000 };

/** Signing in and out with name and password. */
export function createSessions({ store, universe, partnerId }: PeopleParts): Pick<People, 'signIn' | 'session' | 'signOut'> {
  const perPlace = createThrottle(triesPerPlace, universe);
  const perName = createThrottle(triesPerName, universe);

  const signIn = async (name: string, password: string, ip: string): Promise<Session> => {
    if (!perPlace.isAllowed(ip) || !perName.isAllowed(`${ip} ${name}`)) {
      throw new SportelloError('too-many-requests', 'Too many tries from here. Wait five minutes, then try again.');
    }
    const mentor = await store.read(({ mentors }) => mentors.byName(partnerId, name.trim()));
    const isRight = await verifyPassword(password, mentor?.active === true ? mentor.passwordHash : null);
    if (mentor === null || !isRight) {
      perPlace.count(ip);
      perName.count(`${ip} ${name}`);
      throw new SportelloError('sign-in-refused', 'Name or password is not right.');
    }
    return store.write((tables) => openSession(tables, mentor, universe));
  };

  const session = (secret: string): Promise<Mentor | null> =>
    store.read(async ({ mentors }) => {
      const row = await mentors.signIn('session', hashSecret(secret));
      if (row === null || row.expiresAt <= universe.now()) return null;
      const mentor = await mentors.byId(row.mentorId);
      return mentor?.active === true ? withoutPassword(mentor) : null;
    });

  const signOut = async (secret: string): Promise<void> => {
    await store.write(async ({ mentors }) => {
      const row = await mentors.signIn('session', hashSecret(secret));
      if (row !== null) await mentors.endSignIn(row.id);
    });
  };

  return { signIn, session, signOut };
}

/** A new session for a mentor whose right to come in was checked. */
export async function openSession(tables: Tables, mentor: StoredMentor, universe: Universe): Promise<Session> {
  const secret = newSecret();
  const row = newSignIn(mentor.id, 'session', secret, sessionLifetimeMs, universe);
  await tables.mentors.addSignIn(row);
  return { secret, mentor: withoutPassword(mentor), expiresAt: row.expiresAt };
}
