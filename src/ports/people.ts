import type { Mentor } from '../domain/mentor.ts';

/** Who may use the desk, and how they get in. */
export interface People {
  /** True until somebody finished the first sign-in link. */
  needsAdministrator(): Promise<boolean>;
  /** A link's secret, valid once and for a week. Makes the mentor if the name is new. */
  invite(name: string, role: Mentor['role'], languages: readonly string[]): Promise<string>;
  /** Whom a link belongs to; `sign-in-link-used` when it is spent or unknown. */
  invited(linkSecret: string): Promise<Mentor>;
  /** Spends the link: sets name and password, opens a session. */
  accept(linkSecret: string, name: string, password: string): Promise<Session>;
  /** `sign-in-refused` without saying which part was wrong; `too-many-requests` when tried too often. */
  signIn(name: string, password: string, ip: string): Promise<Session>;
  /** The mentor behind a session's secret; null when it ended. */
  session(secret: string): Promise<Mentor | null>;
  signOut(secret: string): Promise<void>;
  list(partnerId: string): Promise<readonly Mentor[]>;
}

export interface Session {
  readonly secret: string;
  readonly mentor: Mentor;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}
