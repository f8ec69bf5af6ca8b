import { createBotFramework } from '../../src/channels/bot-framework/bot-framework.ts';
import type { BotFrameworkOptions } from '../../src/channels/bot-framework/bot-framework.ts';
import type { WebResponse } from '../../src/ports/channel.ts';
import type { ConnectorServer } from './connector-server.ts';
import { appId } from './connector-server.ts';
import { openInside } from './inside.ts';
import type { InsideOptions, TestInside } from './inside.ts';

/** Over the fake connector, in front of the whole inside. Started. */
export async function openBotFramework(
  server: ConnectorServer,
  settings: Partial<BotFrameworkOptions> = {},
  options: Omit<InsideOptions, 'telegram'> = {},
): Promise<TestInside> {
  const inside = await openInside({
    ...options,
    telegram: (given) =>
      createBotFramework({
        ...given,
        appId,
        appPassword: 'a-password',
        tenantId: null,
        isEmulatorWelcome: false,
        authentication: server.authentication,
        ...settings,
      }),
  });
  await inside.start();
  return inside;
}

/** As the Emulator runs: nobody proves who they are. */
export const asEmulator = { appId: null, appPassword: null, isEmulatorWelcome: true } as const;

export interface Caller {
  /** What the person's client sends; resolves with our answer, or the code of our refusal. */
  post(fields: Readonly<Record<string, unknown>>, over?: Partial<Call>): Promise<WebResponse | string>;
}

interface Call {
  readonly headers: Readonly<Record<string, string>>;
  readonly ip: string;
}

let count = 0;

/** A channel's service that posts for one person. */
export function callerOn(inside: () => TestInside, server: ConnectorServer, channelId = 'msteams', isSigned = true): Caller {
  return {
    post: async (fields, over = {}) => {
      const route = inside()
        .channels.flatMap(({ routes }) => routes)
        .find(({ path }) => path === '/api/messages');
      if (route === undefined) return 'no route';
      const body = {
        type: 'message',
        id: `id-${String(++count)}`,
        timestamp: '2026-01-05T09:00:00Z',
        channelId,
        serviceUrl: server.url,
        from: { id: '29:amina', name: 'Amina' },
        recipient: { id: '28:bot', name: 'Sportello' },
        conversation: { id: 'a:1' },
        locale: 'en-GB',
        ...fields,
      };
      const headers = { host: '127.0.0.1:3000', ...(isSigned ? { authorization: server.token() } : {}) };
      const request = { params: {}, query: {}, headers, body, ip: '127.0.0.1', origin: 'http://127.0.0.1:3000', ...over };
      try {
        return await route.handle(request);
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : String(error);
      }
    },
  };
}
