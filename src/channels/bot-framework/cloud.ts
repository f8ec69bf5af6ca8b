import { CloudAdapter, ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import type { Activity, ConversationReference, InvokeResponse, TurnContext } from 'botbuilder';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../ports/logger.ts';
import type { MediaFile } from '../../domain/media.ts';
import type { HealthKeeper } from '../health.ts';
import { connectorHttp } from './connector-http.ts';
import type { BotFrameworkSettings } from './settings.ts';
import { uploadFile } from './upload-file.ts';

type Credentials = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

/** Other servers than Microsoft's, and another way to a token. */
export interface Authentication {
  readonly settings: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
}

/** `botbuilder` at its narrowest: who calls is checked, what we say is carried. */
export interface Cloud {
  /** Runs `logic` once the call was found to be from a channel; rejects where it is not. Null: nothing to answer but 200. */
  take(authorization: string, activity: Activity, logic: (activity: Activity) => Promise<void>): Promise<InvokeResponse | null>;
  /** Resolves with the channel's id of what was said. */
  say(reference: Partial<ConversationReference>, activity: Partial<Activity>): Promise<string | null>;
  /** Hands a file to the conversation's service and resolves with its address there. */
  upload(reference: Partial<ConversationReference>, file: MediaFile): Promise<string>;
  /** What says to the channel's service that it is us; null where nobody asks. */
  authorization(): Promise<string | null>;
  /** Looks again and again, until told to stop, whether the password is still accepted. */
  keepChecked(health: HealthKeeper, logger: Logger, signal: AbortSignal): Promise<void>;
}

/** Milliseconds between two looks at the password: when it was accepted, and when it was not. */
const lookMs = { well: 600_000, unwell: 30_000 } as const;
/** Source: the OAuth scope of Azure Bot Service's connector. */
const connectorAudience = 'https://api.botframework.com';
const loginEndpoint = 'https://login.microsoftonline.com/';

/** Opens the protected door, so that a refusal is an error for us to answer and not a line on the console. */
class Door extends CloudAdapter {
  take(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

export function createCloud(options: BotFrameworkSettings & { readonly authentication?: Authentication }): Cloud {
  const { appId, authentication } = options;
  const credentials = authentication?.credentials ?? credentialsOf(options);
  const clientOptions = { httpClient: connectorHttp };
  const config = authentication?.settings ?? {};
  const door = new Door(new ConfigurationBotFrameworkAuthentication(config, credentials, undefined, undefined, clientOptions));
  door.onTurnError = (_context, error) => Promise.reject(error);
  return {
    take: async (authorization, activity, logic) =>
      (await door.take(authorization, activity, (context) => logic(context.activity))) ?? null,
    say: async (reference, activity) => {
      let id: string | null = null;
      await door.continueConversationAsync(appId ?? '', reference, async (context) => {
        const sent = await context.sendActivity(activity);
        id = sent?.id ?? null;
      });
      return id;
    },
    upload: async (reference, file) => {
      let url = '';
      await door.continueConversationAsync(appId ?? '', reference, async (context) => {
        url = await uploadFile(context, file);
      });
      return url;
    },
    authorization: async () => {
      const made: unknown =
        appId === null ? null : await credentials.createCredentials(appId, connectorAudience, loginEndpoint, true);
      return signs(made) ? authorizationBy(made) : null;
    },
    keepChecked: async (health, logger, signal) => {
      while (!signal.aborted) {
        const isWell = await check(credentials, appId, health, logger);
        await pause(isWell ? lookMs.well : lookMs.unwell, undefined, { signal, ref: false }).catch(() => undefined);
      }
    },
  };
}

function credentialsOf({ appId, appPassword, tenantId }: BotFrameworkSettings): Credentials {
  if (appId === null || appPassword === null) return new ConfigurationServiceClientCredentialFactory();
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    ...(tenantId === null ? {} : { MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: tenantId }),
  });
}

/** Whether Microsoft gives us a token, without which nothing can be said. */
async function check(credentials: Credentials, appId: string | null, health: HealthKeeper, logger: Logger): Promise<boolean> {
  try {
    const made: unknown =
      appId === null ? null : await credentials.createCredentials(appId, connectorAudience, loginEndpoint, true);
    if (hasToken(made)) await made.getToken();
    health.become('healthy');
    return true;
  } catch (error) {
    logger.warn('bot framework has no token', { reason: reasonOf(error) });
    if (isRefusal(error)) {
      health.become('needs-a-person', {
        reason: 'token-refused',
        params: { setting: 'MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD' },
      });
    } else health.become('down', { reason: 'unreachable' });
    return false;
  }
}

type Signing = { signRequest(request: { readonly url: string; readonly headers: Headers }): Promise<unknown> };

function signs(made: unknown): made is Signing {
  return typeof made === 'object' && made !== null && 'signRequest' in made && typeof made.signRequest === 'function';
}

async function authorizationBy(made: Signing): Promise<string | null> {
  const request = { url: connectorAudience, headers: new Headers() };
  await made.signRequest(request);
  return request.headers.get('authorization');
}

function hasToken(made: unknown): made is { getToken(): Promise<string> } {
  return typeof made === 'object' && made !== null && 'getToken' in made && typeof made.getToken === 'function';
}

/** Microsoft's own words for a wrong id, password or tenant. Source: Entra's error codes, `AADSTS…` and `invalid_client`. */
function isRefusal(error: unknown): boolean {
  return /AADSTS|invalid_client|unauthorized_client|tenant/i.test(reasonOf(error));
}

/** What went wrong, in its first line: never a token or what somebody said. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 200);
}
