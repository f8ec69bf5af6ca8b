import { SportelloError } from '../domain/errors.ts';
import { createTokenBuckets } from '../domain/token-bucket.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { People, Session } from '../ports/people.ts';
import type { StoredMentor, Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import { withoutPassword } from './mentor-views.ts';
import { verifyPassword } from './passwords.ts';
import type { PeopleParts } from './people-parts.ts';
import { hashSecret, newSecret, newSignIn } from './secrets.ts';

const sessionLifetimeMs = 14 * 86_400_000;
/** Tries from one place, and for one name from one place. Nobody else is locked out by them. */
const triesPerPlace = { burst: 40, perSecond: 1 / 15 };
const triesPerName = { burst: 8, perSecond: 1 / 60 };

/** Signing in and out with name and password. */
export function createSessions({ store, universe, partnerId }: PeopleParts): Pick<People, 'signIn' | 'session' | 'signOut'> {
  const perPlace = createTokenBuckets(triesPerPlace);
  const perName = createTokenBuckets(triesPerName);

  const signIn = async (name: string, password: string, ip: string): Promise<Session> => {
    const now = universe.now();
    const wait = Math.max(perPlace.take(ip, now), perName.take(`${ip} ${name.trim()}`, now));
    if (wait > 0) throw new SportelloError('too-many-requests', 'Too many tries from here. Wait a minute, then try again.');
    const mentor = await store.read(({ mentors }) => mentors.byName(partnerId, name.trim()));
    const isRight = await verifyPassword(password, mentor?.active === true ? mentor.passwordHash : null);
    if (mentor === null || !isRight) throw new SportelloError('sign-in-refused', 'Name or password is not right.');
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
