import type { Language } from '../../domain/language.ts';
import type { RateLimit, TokenBuckets } from '../../domain/token-bucket.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { Logger } from '../../ports/logger.ts';
import type { OpenMedia, ReceiveMedia } from '../../ports/media.ts';
import type { FileLink } from './file-links.ts';
import type { Universe } from '../../ports/universe.ts';
import type { WebChats } from '../../ports/web-chat.ts';
import type { PlainPhrases } from './plain-page.ts';
import type { Tokens } from './tokens.ts';

export interface WebChatOptions {
  readonly inbox: Inbox;
  readonly chats: WebChats;
  /** Keeps a file that came with a message. */
  readonly receiveMedia: ReceiveMedia;
  readonly openMedia: OpenMedia;
  /** Under which clients reach us; null: files have addresses of our own site. */
  readonly publicUrl: string | null;
  readonly universe: Universe;
  readonly logger: Logger;
  /** Signs every token of ours. */
  readonly tokenKey: string;
  /** What servers present to `tokens/generate`. */
  readonly directLineSecret: string;
  /** Origins beside our own whose pages may start a chat; `*`: any. */
  readonly chatOrigins: readonly string[];
  readonly languages: () => readonly Language[];
  /** What the page that works without JavaScript says, in a language of the list. */
  readonly phrases: (language: string) => PlainPhrases;
  readonly limits?: Partial<WebChatLimits>;
}

/** Null: not counted. */
export interface WebChatLimits {
  /** Messages and events of one person. */
  readonly perVisitor: RateLimit | null;
  /** New conversations from one address. */
  readonly newVisitors: RateLimit | null;
}

/** Nobody types 20 messages in a breath; a classroom of 60 may open the page at the same moment. */
export const defaultWebChatLimits: WebChatLimits = {
  perVisitor: { burst: 20, perSecond: 1 },
  newVisitors: { burst: 60, perSecond: 0.5 },
};

/** What the channel's handlers share. */
export interface WebChatParts extends Omit<WebChatOptions, 'limits' | 'tokenKey'> {
  readonly tokens: Tokens;
  readonly fileLink: FileLink;
  readonly visitorBuckets: TokenBuckets | null;
  readonly newcomerBuckets: TokenBuckets | null;
}
