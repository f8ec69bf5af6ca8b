/** How the channel is. Only `warming`, `healthy` and `degraded` may let messages through. */
export type ConditionState = 'starting' | 'needs-qr' | 'warming' | 'healthy' | 'degraded' | 'banned' | 'down';

/** Why: each has its sentence at the desk. */
export type ConditionReason =
  | 'link-phone'
  | 'phone-unlinked'
  | 'number-new'
  | 'restarting'
  | 'recovered'
  | 'no-connection'
  | 'cap-reached'
  | 'number-banned'
  | 'browser-missing'
  | 'not-working';

export interface Condition {
  readonly state: ConditionState;
  /** Null where the state says it all. */
  readonly reason: ConditionReason | null;
  /** What the sentence names. */
  readonly params: Readonly<Record<string, string>>;
  /** It does not come right by itself. */
  readonly needsPerson: boolean;
}

/** What is known of the connection at a moment. Times in milliseconds since 1970. */
export interface Facts {
  readonly phase: 'starting' | 'scan' | 'ready' | 'resting' | 'banned';
  /** Whether it worked at some time since the program started. */
  readonly wasReady: boolean;
  /** No phone is linked, as far as we know. */
  readonly isUnlinked: boolean;
  /** The phone ended the link while we ran. */
  readonly wasUnlinked: boolean;
  /** When the process that runs was started. */
  readonly startedAt: number;
  /** Since when it has not worked as it should; null: it does. */
  readonly troubleSince: number | null;
  readonly fault: string;
  /** WhatsApp's word for its own connection. */
  readonly socket: string;
  readonly linkedAt: number | null;
  readonly isCapped: boolean;
}

/** A number is new for so long: then it sends little, as a new acquaintance does. */
export const warmingMs = 7 * 86_400_000;
const day = 86_400_000;

/** Words of WhatsApp's for an account that may not go on. Source: the library's `WAState`. */
export const banWords: ReadonlySet<string> = new Set(['TOS_BLOCK', 'SMB_TOS_BLOCK', 'PROXYBLOCK']);

/** `troubleMs`: trouble that lasts longer needs a person. */
export function describeCondition(facts: Facts, now: number, troubleMs: number): Condition {
  const { phase, troubleSince, fault } = facts;
  if (phase === 'banned') return needing('banned', 'number-banned', { fault });
  if (phase === 'scan') return needing('needs-qr', linkReason(facts));
  const since = troubleSince ?? (phase === 'starting' ? facts.startedAt : now);
  if (now - since >= troubleMs) return needing('down', 'not-working', { fault });
  if (facts.isUnlinked) return needing('needs-qr', linkReason(facts));
  if (phase === 'ready') return whileReady(facts, now);
  if (facts.wasReady || troubleSince !== null) return passing('degraded', 'restarting', { fault });
  return { state: 'starting', reason: null, params: {}, needsPerson: false };
}

function linkReason({ wasUnlinked }: Facts): ConditionReason {
  return wasUnlinked ? 'phone-unlinked' : 'link-phone';
}

function whileReady({ troubleSince, fault, socket, linkedAt, isCapped }: Facts, now: number): Condition {
  if (socket !== 'CONNECTED') return passing('degraded', 'no-connection');
  if (troubleSince !== null) return passing('degraded', 'recovered', { fault });
  if (isCapped) return passing('degraded', 'cap-reached');
  const age = linkedAt === null ? 0 : now - linkedAt;
  if (age >= warmingMs) return { state: 'healthy', reason: null, params: {}, needsPerson: false };
  return passing('warming', 'number-new', { days: String(Math.ceil((warmingMs - age) / day)) });
}

function needing(state: ConditionState, reason: ConditionReason, params: Condition['params'] = {}): Condition {
  return { state, reason, params, needsPerson: true };
}

function passing(state: ConditionState, reason: ConditionReason, params: Condition['params'] = {}): Condition {
  return { state, reason, params, needsPerson: false };
}
