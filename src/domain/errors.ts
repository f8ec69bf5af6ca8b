/**
 * One class for everything that goes wrong on purpose; one row per cause. `docs/errors.md` lists every code and a test
 * compares the two.
 */
export class SportelloError extends Error {
  readonly code: ErrorCode;
  /** For the person, as a key of the phrases; null: the person is never told. */
  readonly phrase: string | null;
  /** The same call may go through later. */
  readonly retryable: boolean;
  /** HTTP status where it ends a request. */
  readonly status: number;
  /** Milliseconds until the same call may go through; null: not known. */
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; retryAfterMs?: number }) {
    super(message, options);
    this.name = 'SportelloError';
    this.code = code;
    const row = causes[code];
    this.phrase = row.phrase;
    this.retryable = row.retryable;
    this.status = row.status;
    this.retryAfterMs = options?.retryAfterMs ?? null;
  }
}

interface Cause {
  readonly status: number;
  readonly retryable: boolean;
  readonly phrase: string | null;
}

const quiet = { retryable: false, phrase: null } as const;

const causes = {
  'config-invalid': { status: 500, ...quiet },
  'assets-invalid': { status: 500, ...quiet },
  'content-busy': { status: 409, ...quiet },
  'content-strands': { status: 409, ...quiet },
  'data-locked': { status: 500, ...quiet },
  'data-damaged': { status: 500, ...quiet },
  'exchange-invalid': { status: 400, ...quiet },
  'store-busy': { status: 503, retryable: true, phrase: 'error.later' },
  'version-moved': { status: 409, retryable: true, phrase: null },
  'turn-poisoned': { status: 500, retryable: false, phrase: 'error.ours' },
  'request-malformed': { status: 400, ...quiet },
  'request-late': { status: 408, retryable: true, phrase: null },
  'headers-too-large': { status: 431, ...quiet },
  'body-malformed': { status: 400, ...quiet },
  'body-invalid': { status: 400, ...quiet },
  'body-type': { status: 415, ...quiet },
  'body-too-large': { status: 413, ...quiet },
  'text-too-long': { status: 413, ...quiet },
  'method-refused': { status: 405, ...quiet },
  internal: { status: 500, ...quiet },
  'token-missing': { status: 401, ...quiet },
  'token-expired': { status: 403, ...quiet },
  'token-foreign': { status: 403, ...quiet },
  'origin-refused': { status: 403, ...quiet },
  'not-found': { status: 404, ...quiet },
  'conversation-gone': { status: 404, ...quiet },
  'handoff-taken': { status: 409, ...quiet },
  'message-repeated': { status: 409, ...quiet },
  'handoff-closed': { status: 409, ...quiet },
  'sign-in-refused': { status: 401, ...quiet },
  'sign-in-link-used': { status: 410, ...quiet },
  'too-many-requests': { status: 429, retryable: true, phrase: null },
  'send-refused': { status: 502, ...quiet },
  'send-unknown': { status: 502, retryable: true, phrase: null },
  'send-failed': { status: 502, retryable: true, phrase: null },
} as const satisfies Readonly<Record<string, Cause>>;

export type ErrorCode = keyof typeof causes;
export const errorCodes = Object.keys(causes) as readonly ErrorCode[];
