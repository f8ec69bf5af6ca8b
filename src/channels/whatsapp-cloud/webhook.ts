import { SportelloError } from '../../domain/errors.ts';
import type { RateLimit } from '../../domain/token-bucket.ts';
import type { Route } from '../../ports/channel.ts';
import { isSameSecret, isSigned } from './signature.ts';
import { parsePayload } from './take-webhook.ts';

export const webhookPath = '/webhooks/whatsapp';

/** Meta posts for everybody from few addresses: 80 messages a second, and up to three statuses for each. Source: Meta, throughput. */
const perAddress: RateLimit = { burst: 10_000, perSecond: 1_000 };

export interface WebhookSecrets {
  /** The app's, with which Meta signs. */
  readonly appSecret: string;
  /** Ours, which the operator gives Meta. */
  readonly verifyToken: string;
}

/** Where Meta asks whether we are who it should post to, and where it posts: stored before it is answered 200. */
export function webhookRoutes(
  { appSecret, verifyToken }: WebhookSecrets,
  take: (payload: unknown) => Promise<void>,
): readonly Route[] {
  return [
    {
      method: 'GET',
      path: webhookPath,
      body: 'none',
      handle: ({ query }) => {
        const isRight = query['hub.mode'] === 'subscribe' && isSameSecret(query['hub.verify_token'] ?? '', verifyToken);
        if (!isRight) throw new SportelloError('token-foreign', 'The verify token is not that of WHATSAPP_CLOUD_VERIFY_TOKEN.');
        return Promise.resolve({ status: 200, text: (query['hub.challenge'] ?? '').slice(0, 200) });
      },
    },
    {
      method: 'POST',
      path: webhookPath,
      body: 'raw',
      perAddress,
      handle: async ({ headers, body }) => {
        const bytes = body instanceof Uint8Array ? body : new Uint8Array();
        if (!isSigned(bytes, headers['x-hub-signature-256'], appSecret)) {
          throw new SportelloError('token-missing', 'This address takes webhooks that WhatsApp signed only.');
        }
        await take(parsePayload(bytes));
        return { status: 200, json: {} };
      },
    },
  ];
}
