/** How the channel is, for those who look after it. Only `warming`, `healthy` and `degraded` let messages through. */
export type HealthState = 'off' | 'starting' | 'needs-qr' | 'warming' | 'healthy' | 'degraded' | 'banned' | 'down';

export interface Health {
  readonly state: HealthState;
  /** One sentence: what is, and what to do. */
  readonly sentence: string;
  /** It does not come right by itself. */
  readonly needsPerson: boolean;
}

/** What is known of the connection at a moment. */
export interface Facts {
  readonly phase: 'starting' | 'scan' | 'ready' | 'resting' | 'banned';
  /** Whether it worked at some time since the program started. */
  readonly wasReady: boolean;
  /** No phone is linked, as far as we know. */
  readonly isUnlinked: boolean;
  /** The phone ended the link while we ran. */
  readonly wasUnlinked: boolean;
  /** Whether there is a code to scan or to type. */
  readonly hasCode: boolean;
  /** When the process that runs was started, in milliseconds since 1970. */
  readonly startedAt: number;
  /** Since when it has not worked as it should, in milliseconds since 1970; null: it does. */
  readonly troubleSince: number | null;
  readonly reason: string;
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

export function describeHealth(facts: Facts, now: number, troubleMs: number): Health {
  const { phase, troubleSince } = facts;
  if (phase === 'banned') return banned(facts.reason);
  if (phase === 'scan') return needsQr(facts);
  const since = troubleSince ?? (phase === 'starting' ? facts.startedAt : now);
  if (now - since >= troubleMs) return down(facts);
  if (facts.isUnlinked) return needsQr(facts);
  if (phase !== 'ready') return facts.wasReady || troubleSince !== null ? restarting(facts) : starting;
  return whileReady(facts, now);
}

const starting: Health = { state: 'starting', sentence: 'The browser is starting.', needsPerson: false };

function banned(reason: string): Health {
  const sentence = `WhatsApp has closed this number's account (${reason}). Nothing more is sent. Use another channel, and write to WhatsApp from the phone.`;
  return { state: 'banned', sentence, needsPerson: true };
}

function needsQr({ wasUnlinked, hasCode }: Facts): Health {
  const cause = wasUnlinked ? 'The phone has ended the link. ' : '';
  const todo = hasCode
    ? 'On the phone: WhatsApp, Linked devices, Link a device, then scan the code.'
    : 'A code to scan is being fetched.';
  return { state: 'needs-qr', sentence: `${cause}${todo}`, needsPerson: true };
}

function down({ reason }: Facts): Health {
  const sentence = `WhatsApp does not work: ${reason}. It is still tried, more and more seldom. What people write waits on WhatsApp, what we answer waits here.`;
  return { state: 'down', sentence, needsPerson: true };
}

function restarting({ reason }: Facts): Health {
  return { state: 'degraded', sentence: `Starting again: ${reason}.`, needsPerson: false };
}

function whileReady(facts: Facts, now: number): Health {
  const { troubleSince, reason, socket, linkedAt, isCapped } = facts;
  if (troubleSince !== null)
    return { state: 'degraded', sentence: `Connected again after a fault: ${reason}.`, needsPerson: false };
  if (socket !== 'CONNECTED') {
    return { state: 'degraded', sentence: `WhatsApp's own connection is not up (${socket}).`, needsPerson: false };
  }
  if (isCapped) {
    return {
      state: 'degraded',
      sentence: "Today's limit is reached: what is left to send waits until tomorrow.",
      needsPerson: false,
    };
  }
  const age = linkedAt === null ? 0 : now - linkedAt;
  if (age < warmingMs) {
    const left = String(Math.ceil((warmingMs - age) / day));
    return { state: 'warming', sentence: `Linked, and new: lower limits for ${left} more days.`, needsPerson: false };
  }
  return { state: 'healthy', sentence: 'Linked and connected.', needsPerson: false };
}
