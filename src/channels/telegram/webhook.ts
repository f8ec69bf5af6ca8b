import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import { SportelloError } from '../../domain/errors.ts';
import type { Route } from '../../ports/channel.ts';

export const webhookPath = '/webhooks/telegram';

/** Where Telegram posts an update: stored before it is answered 200; without the secret 401 and nothing else. */
export function webhookRoute(secret: string, take: (updates: readonly Update[]) => Promise<void>): Route {
  return {
    method: 'POST',
    path: webhookPath,
    body: 'json',
    handle: async ({ headers, body }) => {
      if (!isSame(headers['x-telegram-bot-api-secret-token'] ?? '', secret)) {
        throw new SportelloError('token-missing', 'This address takes updates from Telegram only.');
      }
      await take([toUpdate(body)]);
      return { status: 200, json: {} };
    },
  };
}

function toUpdate(body: unknown): Update {
  const isUpdate = typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id);
  if (!isUpdate) throw new SportelloError('body-invalid', `'update_id' is missing. Send an update of the Bot API.`);
  // Fields that are not as they should be make it an update that says nothing to us.
  return body as Update;
}

/** Takes the same time whatever the difference is. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
