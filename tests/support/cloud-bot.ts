import { createWhatsAppCloud } from '../../src/channels/whatsapp-cloud/whatsapp-cloud.ts';
import type { CloudOptions } from '../../src/channels/whatsapp-cloud/whatsapp-cloud.ts';
import type { MessageTemplate } from '../../src/domain/message-template.ts';
import type { Route } from '../../src/ports/channel.ts';
import type { Inbox } from '../../src/ports/inbox.ts';
import type { ApprovedTemplate } from './graph-checks.ts';
import type { Deliver, GraphApi } from './graph-api.ts';
import type { InsideOptions, TestInside } from './inside.ts';
import { openInside } from './inside.ts';

export interface CloudBotOptions extends Omit<InsideOptions, 'telegram'> {
  readonly cloud?: Partial<CloudOptions>;
  /** Stands between the channel and the inbox. */
  readonly cloudInbox?: (inbox: Inbox) => Inbox;
}

/** The channel over a fake Graph server, in front of the whole inside. Started. */
export async function openCloudBot(api: GraphApi, options: CloudBotOptions = {}): Promise<TestInside> {
  const { cloud, cloudInbox, ...rest } = options;
  const inside = await openInside({
    ...rest,
    telegram: (given) =>
      createWhatsAppCloud({
        ...given,
        inbox: cloudInbox?.(given.inbox) ?? given.inbox,
        token: api.token,
        phoneId: api.phoneId,
        appSecret: api.appSecret,
        verifyToken: 'a word of ours',
        graphRoot: api.url,
        publicUrl: 'https://chat.example',
        templates: () => options.assets?.templates ?? [],
        wording: {
          languageOf: (locale) => locale.split('-')[0] ?? 'en',
          directionOf: (locale) => (/^(ar|ur)/.test(locale) ? 'rtl' : 'ltr'),
          openLabel: () => 'Choose',
        },
        ...cloud,
      }),
  });
  await inside.start();
  return inside;
}

/** The templates as an operator has made them in WhatsApp Manager. */
export function approve(api: GraphApi, templates: readonly MessageTemplate[]): void {
  for (const { name, languages, body, button } of templates) {
    const texts = Object.entries(languages).map(([ours, theirs]) => [
      theirs,
      { body: body[ours] ?? '', button: button[ours] ?? '' },
    ]);
    api.templates.push({ name, languages: Object.fromEntries(texts) as ApprovedTemplate['languages'] });
  }
}

function webhookRoute(inside: TestInside, method: Route['method']): Route {
  const found = inside.channels
    .flatMap(({ routes }) => routes)
    .find((route) => route.path === '/webhooks/whatsapp' && route.method === method);
  if (found === undefined) throw new Error('no webhook');
  return found;
}

/** Posts a webhook to the channel, as the web server does; resolves with the status of its answer. */
export function deliverTo(inside: () => TestInside): Deliver {
  return (bytes, headers) => callRoute(webhookRoute(inside(), 'POST'), { headers, body: bytes });
}

/** Meta's question when the operator enters our address. */
export async function askChallenge(inside: TestInside, query: Readonly<Record<string, string>>): Promise<string | undefined> {
  const request = { params: {}, query, headers: {}, body: undefined, ip: '', origin: '' };
  return (await webhookRoute(inside, 'GET').handle(request)).text;
}

async function callRoute(route: Route, given: { headers: Readonly<Record<string, string>>; body: unknown }): Promise<number> {
  try {
    return (await route.handle({ params: {}, query: {}, ip: '', origin: '', ...given })).status;
  } catch (error) {
    if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
    throw error;
  }
}
