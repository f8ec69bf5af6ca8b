/**
 * How a channel is. `off`: not set up. `degraded`: it works in part, or comes right by itself. `down`: nothing goes
 * through, and it is tried again. `needs-a-person`: it does not come right by itself.
 */
export const channelStates = ['off', 'starting', 'healthy', 'degraded', 'needs-a-person', 'down'] as const;
export type ChannelState = (typeof channelStates)[number];

/** Why a channel is as it is; each has its sentence under `health` in every language's desk.json. */
export const healthReasons = [
  /** `setting`: the variable that is not set. */
  'setting-missing',
  /** `setting`: the variable whose value the provider does not accept. */
  'token-refused',
  /** `answer`: the provider's words on why it does not take our address for its calls. */
  'webhook-refused',
  /** Another program fetches this channel's messages, too. */
  'polled-elsewhere',
  /** The provider shut the account, whatever its token. */
  'account-blocked',
  /** The provider knows the number, but not as one that may send. */
  'number-unregistered',
  /** People blocked or reported the number. */
  'number-limited',
  /** The provider wants money first. */
  'payment-missing',
  /** `file`: where the templates are written down. */
  'template-refused',
  /** The provider can't be reached or answers with faults of its own. */
  'unreachable',
  /** The channel's own start failed; the log has more. */
  'start-failed',
  /** A linked phone is wanted: the code to scan or to type is beside it. */
  'link-phone',
  /** The phone was linked and is not any more. */
  'phone-unlinked',
  /** `days`: how many more the number counts as new, and sends less. */
  'number-new',
  /** `fault`: what broke, in words for the operator; it is being started again. */
  'mending',
  /** As many messages were sent today as is wise. */
  'cap-reached',
  /** `fault`: the provider's word for why it closed the number's account. */
  'number-banned',
  /** `fault`: what breaks again and again. */
  'not-working',
  /** `path`: where a browser was looked for. */
  'browser-missing',
] as const;
export type HealthReason = (typeof healthReasons)[number];

/** What only administrators may see, as it opens the channel to who has it. */
export interface PairingCode {
  /** `qr`: to be drawn and scanned; `text`: to be typed. */
  readonly type: 'qr' | 'text';
  readonly value: string;
}

export interface ChannelHealth {
  readonly state: ChannelState;
  /** Null where the state says it all. */
  readonly reason: HealthReason | null;
  /** What the reason's sentence names: settings, numbers; no secrets, no one's data. */
  readonly params: Readonly<Record<string, string>>;
  /** Milliseconds since 1970 from which it has been in this state for this reason. */
  readonly since: number;
  readonly pairing: PairingCode | null;
}

/** As `ChannelHealth`, with the channel's key. */
export interface NamedHealth extends ChannelHealth {
  readonly channel: string;
}

/** Whether somebody must look after it. */
export function needsCare({ state }: Pick<ChannelHealth, 'state'>): boolean {
  return state === 'needs-a-person' || state === 'down';
}
