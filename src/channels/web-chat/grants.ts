import type { Universe } from '../../ports/universe.ts';
import { chatTokenSeconds, visitorTokenSeconds } from './tokens.ts';
import type { ChatClaims, Tokens } from './tokens.ts';

export type Grantee = Pick<ChatClaims, 'user' | 'conversation' | 'origins' | 'tab'>;

/** What every Direct Line answer that opens a conversation says. */
export interface Grant {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
}

export interface StreamGrant extends Grant {
  readonly streamUrl: string;
}

/** A fresh token for whoever holds these rights. */
export function grant(tokens: Tokens, universe: Universe, grantee: Grantee): Grant {
  const { user, conversation, origins, tab } = grantee;
  const exp = Math.floor(universe.now() / 1000) + chatTokenSeconds;
  const token = tokens.sign({ kind: 'chat', user, conversation, origins, tab, exp });
  return { conversationId: conversation, token, expires_in: chatTokenSeconds };
}

/** The same with the address of the socket, which continues after `watermark`. `own` is how the caller reached us. */
export function streamGrant(tokens: Tokens, universe: Universe, grantee: Grantee, own: string, watermark: number): StreamGrant {
  const granted = grant(tokens, universe, grantee);
  const host = own.replace(/^http/, 'ws');
  const path = `/v3/directline/conversations/${encodeURIComponent(grantee.conversation)}/stream`;
  return { ...granted, streamUrl: `${host}${path}?watermark=${String(watermark)}&t=${granted.token}` };
}

export function visitorToken(tokens: Tokens, universe: Universe, visitor: Pick<ChatClaims, 'user' | 'conversation'>): string {
  const exp = Math.floor(universe.now() / 1000) + visitorTokenSeconds;
  return tokens.sign({ kind: 'visitor', user: visitor.user, conversation: visitor.conversation, exp });
}
