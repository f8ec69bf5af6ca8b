import type { Channel } from '../../ports/channel.ts';
import { createTokenBuckets } from '../../domain/token-bucket.ts';
import { channelCapabilities } from '../capabilities.ts';
import { createHealth } from '../health.ts';
import { createStreamUpgrade } from './accept-stream.ts';
import { chatStartRoutes } from './chat-start.ts';
import { directLineRoutes } from './direct-line.ts';
import { createFileLink, fileRoute } from './file-links.ts';
import { hostPageRoute } from './host-page.ts';
import { defaultWebChatLimits } from './parts.ts';
import type { WebChatOptions, WebChatParts } from './parts.ts';
import { plainChatRoutes } from './plain-chat.ts';
import { createStreams } from './streams.ts';
import { createTokens } from './tokens.ts';

/**
 * The chat on the web: Direct Line 3.0 for any of its clients, `/chat/start` for our widget, and a form for browsers
 * without JavaScript. A pull channel: clients read the transcript, and sockets only bring it sooner.
 */
export function createWebChat({ limits, tokenKey, ...options }: WebChatOptions): Channel {
  const { perVisitor, newVisitors } = { ...defaultWebChatLimits, ...limits };
  const tokens = createTokens(tokenKey, options.universe.now);
  const parts: WebChatParts = {
    ...options,
    tokens,
    fileLink: createFileLink(tokens, options.universe, options.publicUrl),
    visitorBuckets: perVisitor === null ? null : createTokenBuckets(perVisitor),
    newcomerBuckets: newVisitors === null ? null : createTokenBuckets(newVisitors),
  };
  const streams = createStreams(parts.chats, parts.logger, parts.fileLink);
  return {
    capabilities: channelCapabilities['web-chat'],
    delivery: 'pull',
    health: createHealth(options.universe.now, 'healthy'),
    routes: [
      ...directLineRoutes(parts),
      ...chatStartRoutes(parts),
      ...plainChatRoutes(parts),
      hostPageRoute(parts),
      fileRoute(tokens, options.universe, options.openMedia),
    ],
    upgrade: createStreamUpgrade(parts, streams),
    start: async () => {
      await Promise.resolve(streams.start());
    },
    stop: async () => {
      await Promise.resolve(streams.stop());
    },
    send: () => Promise.reject(new Error('web chat is read by its clients: nothing is sent to it')),
  };
}
