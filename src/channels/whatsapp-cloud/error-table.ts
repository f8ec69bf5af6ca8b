import type { HealthReason } from '../../domain/channel-health.ts';

/** What follows from an error of the Graph API. */
export interface Verdict {
  /** `later`: the same message goes through another time. `never`: it does not. `template`: only as a template. */
  readonly way: 'later' | 'never' | 'template';
  /** From when a new try makes sense; null: as the outbox sees fit. */
  readonly afterMs: number | null;
  /** Who must wait beside the message: everybody, or those who write to this person. */
  readonly blocks: 'number' | 'pair' | null;
  /** The person can't be reached any more: what they subscribed to ends. */
  readonly isGone: boolean;
  /** What the operator must know; null: nothing. */
  readonly trouble: Trouble | null;
}

export interface Trouble {
  readonly reason: HealthReason;
  readonly params: Readonly<Record<string, string>>;
  /** For the log. */
  readonly tell: string;
  /** Nothing goes out until it is seen to. */
  readonly isDown: boolean;
}

const never: Verdict = { way: 'never', afterMs: null, blocks: null, isGone: false, trouble: null };
const later = (afterMs: number | null, blocks: Verdict['blocks'] = null): Verdict => ({
  ...never,
  way: 'later',
  afterMs,
  blocks,
});
const gone: Verdict = { ...never, isGone: true };
const down = (reason: HealthReason, tell: string, setting?: string): Verdict => ({
  ...later(downMs, 'number'),
  trouble: { reason, params: setting === undefined ? {} : { setting }, tell, isDown: true },
});
const refused = (setting: string, tell: string): Verdict => down('token-refused', tell, setting);

/** Messages wait this long for the operator between two tries. */
const downMs = 60_000;
/** Time between two messages to one person. Source: Meta, "Pair rate limits": one every 6 seconds. */
export const pairMs = 6_000;

const badToken = refused('WHATSAPP_CLOUD_TOKEN', 'WHATSAPP_CLOUD_TOKEN is not accepted');
const noRight = refused(
  'WHATSAPP_CLOUD_TOKEN',
  'WHATSAPP_CLOUD_TOKEN lacks the permission whatsapp_business_messaging for this number',
);
const unregistered = down(
  'number-unregistered',
  'the number is not registered for the Cloud API: register it in WhatsApp Manager',
);
const template = (what: string): Verdict => {
  const file = 'locales/whatsapp-templates.yaml';
  const tell = `a template ${what}: compare it with ${file}`;
  return { ...never, trouble: { reason: 'template-refused', params: { file }, tell, isDown: false } };
};

const limited: Verdict = {
  ...later(3_600_000),
  trouble: {
    reason: 'number-limited',
    params: {},
    tell: 'WhatsApp limits this number because people blocked or reported it: see its quality in WhatsApp Manager',
    isDown: false,
  },
};

/** Error codes of the Graph API for WhatsApp. Source: Meta, "Cloud API error codes", as of 2026. */
const verdicts: Readonly<Record<number, Verdict>> = {
  0: badToken,
  1: later(null),
  2: later(null),
  3: noRight,
  4: later(60_000, 'number'),
  10: noRight,
  100: never,
  190: badToken,
  200: noRight,
  368: down('account-blocked', 'the WhatsApp account is blocked for breaking a policy: see the account quality page'),
  80007: later(60_000, 'number'),
  130403: noRight,
  130429: later(5_000, 'number'),
  130472: never,
  130497: never,
  131000: later(null),
  131005: noRight,
  131008: never,
  131009: never,
  131016: later(30_000),
  131021: never,
  131026: gone,
  131030: never,
  131031: down('account-blocked', 'the WhatsApp account is locked: see WhatsApp Manager'),
  131042: {
    ...never,
    trouble: {
      reason: 'payment-missing',
      params: {},
      tell: 'WhatsApp wants a means of payment for templates: see WhatsApp Manager',
      isDown: false,
    },
  },
  131045: unregistered,
  131047: { ...never, way: 'template' },
  131048: limited,
  131049: never,
  131050: gone,
  131051: never,
  131052: never,
  131053: never,
  131056: later(pairMs, 'pair'),
  131057: later(60_000, 'number'),
  132000: template('has another number of parameters'),
  132001: template('or its language does not exist or is not approved yet'),
  132005: template('became too long with its parameters'),
  132007: template('breaks a policy of WhatsApp'),
  132012: template('has parameters of another kind'),
  132015: template('is paused because people disliked it'),
  132016: template('is disabled for good: make it anew under another name'),
  133000: unregistered,
  133004: later(60_000, 'number'),
  133010: unregistered,
  135000: never,
};

/** The object does not exist or may not be seen: of ours that can only be the number. Source: Meta, code 100, subcode 33. */
const unknownObject = 33;

/** What to do about an error; `status`: of the HTTP answer, null in a webhook. Unknown ones count by their status. */
export function verdictOf(code: number | null, subcode: number | null, status: number | null): Verdict {
  if (code === 100 && subcode === unknownObject)
    return refused('WHATSAPP_CLOUD_PHONE_ID', 'WHATSAPP_CLOUD_PHONE_ID is not known to this token');
  const known = code === null ? undefined : verdicts[code];
  if (known !== undefined) return known;
  if (code !== null && code > 200 && code < 300) return noRight;
  if (status === 401) return badToken;
  if (status === 429) return later(60_000, 'number');
  return status === null || status < 500 ? never : later(null);
}
