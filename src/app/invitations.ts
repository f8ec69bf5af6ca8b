import { SportelloError } from '../domain/errors.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { People, Session } from '../ports/people.ts';
import type { StoredMentor, Tables } from '../ports/store.ts';
import { withoutPassword } from './mentor-views.ts';
import { hashPassword, minPasswordLength } from './passwords.ts';
import type { PeopleParts } from './people-parts.ts';
import { hashSecret, newSecret, newSignIn } from './secrets.ts';
import { openSession } from './sessions.ts';

const linkLifetimeMs = 7 * 86_400_000;
const maxNameLength = 80;
const maxPasswordLength = 1024;

/** One-time links: the only way to become a mentor, and the way back for who lost a password. */
export function createInvitations(parts: PeopleParts): Pick<People, 'invite' | 'invited' | 'accept'> {
  const { store, universe, partnerId } = parts;

  const invite = async (name: string, role: Mentor['role'], languages: readonly string[]): Promise<string> => {
    const secret = newSecret();
    await store.write(async ({ mentors, records }) => {
      const createdAt = universe.now();
      const known = await mentors.byName(partnerId, name);
      const mentor = known ?? {
        id: universe.id(),
        partnerId,
        name,
        role,
        languages,
        active: true,
        createdAt,
        passwordHash: null,
      };
      if (known === null) await mentors.save(mentor);
      await mentors.addSignIn(newSignIn(mentor.id, 'link', secret, linkLifetimeMs, universe));
      await records.audit('mentor-invited', { mentor: mentor.id }, createdAt);
    });
    return secret;
  };

  const invited = async (secret: string): Promise<Mentor> => {
    const found = await store.read((tables) => findInvited(tables, secret, universe.now()));
    return withoutPassword(found.mentor);
  };

  const accept = async (secret: string, name: string, password: string): Promise<Session> => {
    const wanted = checkedName(name);
    checkPassword(password);
    // Before the slow hash, so that a spent link costs nothing.
    await invited(secret);
    const passwordHash = await hashPassword(password);
    return store.write(async (tables) => {
      const { mentor, linkId } = await findInvited(tables, secret, universe.now());
      if (!(await tables.mentors.endSignIn(linkId))) throw spentLink();
      const sameName = await tables.mentors.byName(partnerId, wanted);
      if (sameName !== null && sameName.id !== mentor.id) {
        throw new SportelloError('body-invalid', `Somebody on this desk is called ${wanted}. Choose another name.`);
      }
      const saved = { ...mentor, name: wanted, passwordHash };
      await tables.mentors.save(saved);
      // Whoever holds the old password's sessions or an older link must not stay inside.
      await tables.mentors.endSignInsOf(mentor.id);
      await tables.records.audit('mentor-joined', { mentor: mentor.id }, universe.now());
      return openSession(tables, saved, universe);
    });
  };

  return { invite, invited, accept };
}

async function findInvited(tables: Tables, secret: string, now: number): Promise<{ mentor: StoredMentor; linkId: string }> {
  const link = await tables.mentors.signIn('link', hashSecret(secret));
  const mentor = link === null || link.expiresAt <= now ? null : await tables.mentors.byId(link.mentorId);
  if (link === null || mentor === null) throw spentLink();
  return { mentor, linkId: link.id };
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > maxNameLength) {
    throw new SportelloError('body-invalid', `The name must have 1 to ${String(maxNameLength)} characters.`);
  }
  return trimmed;
}

function checkPassword(password: string): void {
  if (password.length < minPasswordLength || password.length > maxPasswordLength) {
    throw new SportelloError('body-invalid', `The password must have at least ${String(minPasswordLength)} characters.`);
  }
}

function spentLink(): SportelloError {
  return new SportelloError(
    'sign-in-link-used',
    'This sign-in link was used or is too old. Ask the operator for a new one: sportello people link <name>.',
  );
}
