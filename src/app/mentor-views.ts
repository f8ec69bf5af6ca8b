import type { Mentor } from '../domain/mentor.ts';
import type { StoredMentor } from '../ports/store.ts';

/** The mentor as others may see them: everything but the password's hash. */
export function withoutPassword(mentor: StoredMentor): Mentor {
  const { id, partnerId, name, role, languages, active, createdAt } = mentor;
  return { id, partnerId, name, role, languages, active, createdAt };
}
