import { randomInt } from 'node:crypto';
import { linkCodeIn, makeLinkCode, mostWrongCodes, wrongCodesWindowMs } from '../domain/link.ts';
import type { EnteredLink, LinkContext, LinkWay } from '../domain/link.ts';
import type { TurnInput } from '../domain/turn.ts';
import type { Channel } from '../ports/channel.ts';
import type { LinkCode } from '../ports/links.ts';
import type { LoadedConversation, Tables } from '../ports/store.ts';
import { hashSecret } from './secrets.ts';
import { profilesAt } from './switch-profile.ts';

export interface LinkQuestion {
  readonly conversation: LoadedConversation;
  readonly addressId: string;
  readonly channel: Channel;
  readonly input: TurnInput;
  readonly now: number;
}

/** What a turn may know of codes and channels but for the fresh code. Read in the turn's own snapshot. */
export async function loadLink(tables: Tables, question: LinkQuestion): Promise<Omit<LinkContext, 'fresh'>> {
  const { conversation, channel } = question;
  const apps = await appsOf(tables, conversation.contact.id);
  const profiles = await profilesAt(tables, question.addressId, conversation.contact.id);
  return { entered: await loadEntered(tables, question), apps, canKnock: channel.delivery === 'push', profiles };
}

/** A code by fit chance, and the channels beside this one that take it. */
export function freshLink(channels: Iterable<Channel>, current: Channel): LinkContext['fresh'] {
  const code = makeLinkCode((limit) => randomInt(limit));
  const ways = [...channels].flatMap((channel): readonly LinkWay[] => {
    const { name } = channel.capabilities;
    const url = name === current.capabilities.name ? undefined : channel.reach?.(code);
    return url === undefined || url === null ? [] : [{ channel: name, url }];
  });
  return { code, ways };
}

/** The channels of a person's accounts, oldest first; two accounts of one channel count twice, two tabs once. */
export async function appsOf(tables: Tables, contactId: string): Promise<readonly string[]> {
  const places = await tables.links.places(contactId);
  const accounts = new Map(places.map(({ address }) => [accountKey(address), address.channel]));
  return [...accounts.values()];
}

function accountKey(address: { readonly channel: string; readonly account: string; readonly externalUser: string }): string {
  return JSON.stringify([address.channel, address.account, address.externalUser]);
}

async function loadEntered(tables: Tables, question: LinkQuestion): Promise<EnteredLink | null> {
  const { conversation, addressId, input, now } = question;
  const written = codeIn(input);
  const waiting = conversation.state.vars['link'];
  if (written === null) return typeof waiting === 'string' ? toEntered(tables, question, await tables.links.byId(waiting)) : null;
  if ((await tables.links.wrongGuesses(addressId, now - wrongCodesWindowMs)) >= mostWrongCodes) return { status: 'blocked' };
  return toEntered(tables, question, await tables.links.byHash(hashSecret(written)));
}

function codeIn(input: TurnInput): string | null {
  if (input.type !== 'activity') return null;
  const { type, name, text, value } = input.activity;
  if (type === 'event') return name === 'link' && typeof value === 'string' ? linkCodeIn(value) : null;
  return linkCodeIn(text ?? '');
}

async function toEntered(tables: Tables, { conversation, now }: LinkQuestion, code: LinkCode | null): Promise<EnteredLink> {
  if (code === null || code.usedAt !== null || code.expiresAt <= now) return { status: 'unknown' };
  if (code.partnerId !== conversation.partnerId) return { status: 'unknown' };
  if (code.contactId === conversation.contact.id) return { status: 'own' };
  const maker = await tables.people.contact(code.contactId);
  return { status: 'open', id: code.id, language: maker?.language ?? null, apps: await appsOf(tables, code.contactId) };
}
