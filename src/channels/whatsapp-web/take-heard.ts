import type { Correspondence } from '../../ports/correspondence.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { Logger } from '../../ports/logger.ts';
import { reasonOf } from './fields.ts';
import type { HeardMessage } from './heard.ts';
import type { Looks } from './looks.ts';
import { addressOf, toInbound } from './to-inbound.ts';

export interface TakeParts {
  readonly inbox: Inbox;
  readonly correspondence: Pick<Correspondence, 'joinNames'>;
  readonly logger: Logger;
  readonly looks: Looks;
  readonly keep: (ids: readonly string[]) => void;
}

/** There is one WhatsApp number: the session is it. */
const session = 'default';

/**
 * Stores what was heard, in one commit and in the order in which it came; only then is it seen. What can't be stored stays
 * unread on WhatsApp and is told again.
 */
export function createTaker(parts: TakeParts): (heard: readonly HeardMessage[]) => void {
  const { inbox, correspondence, logger, looks, keep } = parts;
  let storing = Promise.resolve();

  const take = async (heard: readonly HeardMessage[]): Promise<void> => {
    try {
      for (const { chat, person } of namedTwice(heard)) await correspondence.joinNames(addressOf(chat), addressOf(person));
      const items = heard.flatMap((message) => toInbound(message, session) ?? []);
      if (items.length > 0) await inbox.receive(items);
    } catch (error) {
      logger.error('whatsapp-web messages not stored', { count: heard.length, reason: reasonOf(error) });
      return;
    }
    keep(heard.map(({ id }) => id));
    for (const person of new Set(heard.map((message) => message.person))) looks.plan(person);
  };

  return (heard) => {
    storing = storing.then(() => take(heard));
  };
}

/** Whom WhatsApp called by a number before it told the id that is none. */
function namedTwice(heard: readonly HeardMessage[]): readonly HeardMessage[] {
  return heard.filter(({ chat, person }, index) => chat !== person && heard.findIndex((each) => each.chat === chat) === index);
}
