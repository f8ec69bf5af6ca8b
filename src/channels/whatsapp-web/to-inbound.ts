import type { Activity } from '../../domain/activity.ts';
import type { Address } from '../../domain/contact.ts';
import type { InboundActivity } from '../../domain/inbox.ts';
import type { HeardMessage } from './heard.ts';

/** Corrections later than this are of an old message: nobody waits for an answer to them. Milliseconds. */
const correctionMs = 600_000;

/** What a message says to us; null for a correction that comes too late. */
export function toInbound(heard: HeardMessage, session: string): InboundActivity | null {
  const { id, at, correctedAt } = heard;
  if (correctedAt !== undefined && correctedAt - at > correctionMs) return null;
  const key = `${session}:${id}`;
  return {
    address: addressOf(heard.person),
    dedupeKey: correctedAt === undefined ? key : `${key}:${String(correctedAt)}`,
    activity: toActivity(heard),
  };
}

/** The thread is the person's: WhatsApp calls one chat by a number today and by another id tomorrow. */
export function addressOf(person: string): Address {
  return { channel: 'whatsapp-web', account: 'default', externalUser: person, thread: person };
}

function toActivity({ id, person, name, text, attachment, place }: HeardMessage): Activity {
  const base = {
    channelId: 'whatsapp-web',
    from: { id: person, ...(name === '' ? {} : { name }), role: 'user' },
    channelData: { whatsapp: { messageId: id } },
  } as const;
  if (place !== undefined) return { ...base, type: 'event', name: 'location', value: place };
  const attachments = attachment === undefined ? {} : { attachments: [attachment] };
  return { ...base, type: 'message', text, textFormat: 'plain', ...attachments };
}
