import { resolve } from 'node:path';
import { SportelloError } from './domain/errors.ts';

/** Every setting, read once, frozen. All of them are optional. `.env.example` says what each is for. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute folder for database, media, secrets and caches. */
  readonly dataDir: string;
  /** Null: SQLite under `dataDir`. */
  readonly databaseUrl: string | null;
  /** Where people reach us, without a slash at the end; null: `http://localhost:<port>`. */
  readonly publicUrl: string | null;
  /** For servers that call `tokens/generate`; null: made at first start. */
  readonly directLineSecret: string | null;
  /** Origins beside our own whose pages may show the chat. */
  readonly chatOrigins: readonly string[];
  readonly contentDir: string;
  readonly dialogsDir: string;
  readonly localesDir: string;
  readonly operator: { readonly name: string | null; readonly contact: string | null; readonly privacyUrl: string | null };
  readonly telegram: {
    /** From @BotFather; null: the channel is off. */
    readonly token: string | null;
    /** Another Bot API server; null: Telegram's own. */
    readonly apiRoot: string | null;
    /** Null: updates are polled; else Telegram posts them, with this secret. */
    readonly webhookSecret: string | null;
  };
  /** WhatsApp's official interface: off unless the first four are set. */
  readonly whatsappCloud: {
    /** Of a system user, with the permission whatsapp_business_messaging. */
    readonly token: string | null;
    /** The number's id at Meta, not the number. */
    readonly phoneId: string | null;
    /** The app's, with which Meta signs webhooks. */
    readonly appSecret: string | null;
    /** Made up by the operator, who gives it to Meta. */
    readonly verifyToken: string | null;
    /** Another Graph server, with its version; null: Meta's own. */
    readonly graphRoot: string | null;
  };
  readonly whatsappWeb: {
    /** Whether a phone is linked as one of its devices; unofficial. */
    readonly isOn: boolean;
    /** Null: where systems put it. */
    readonly chromiumPath: string | null;
    /** A local page in place of WhatsApp's, for rehearsals; null: the real one. */
    readonly page: string | null;
    /** Digits of our number: a code to type on the phone in place of a QR code; null: a QR code. */
    readonly phone: string | null;
  };
  readonly botFramework: {
    /** Of the bot at Microsoft; null: the channel is off. */
    readonly appId: string | null;
    readonly appPassword: string | null;
    /** The one tenant that the bot belongs to; null: any. */
    readonly tenantId: string | null;
    /** Without an id, the Emulator on this machine may talk to us; nobody else. */
    readonly isEmulatorWelcome: boolean;
  };
  /** Days that people's and mentors' files are kept. */
  readonly mediaDays: number;
  /** Number of proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
}

/** The folders that authors and translators edit. */
export function assetFolders(config: Config): { readonly content: string; readonly dialogs: string; readonly locales: string } {
  return { content: config.contentDir, dialogs: config.dialogsDir, locales: config.localesDir };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment. Throws one `config-invalid` that names every variable at fault and what is accepted. */
export function readConfig(environment: Environment, root: string): Config {
  const faults: string[] = [];
  const read = <T>(name: string, fallback: T, parse: (text: string) => T | Refusal): T => {
    const text = environment[name]?.trim();
    if (text === undefined || text === '') return fallback;
    const value = parse(text);
    if (!(value instanceof Refusal)) return value;
    faults.push(`${name} is ${JSON.stringify(text)}; ${value.accepted}`);
    return fallback;
  };
  const folder = (name: string, fallback: string): string => read(name, resolve(root, fallback), (text) => resolve(text));

  const config: Config = {
    port: read('PORT', 3000, wholeNumber(0, 65_535)),
    host: read('HOST', '0.0.0.0', asText),
    dataDir: folder('DATA_DIR', 'data'),
    databaseUrl: read<string | null>('DATABASE_URL', null, postgresUrl),
    publicUrl: read<string | null>('PUBLIC_URL', null, webOrigin),
    directLineSecret: read<string | null>('DIRECT_LINE_SECRET', null, secret),
    chatOrigins: read<readonly string[]>('CHAT_ORIGINS', [], origins),
    contentDir: folder('CONTENT_DIR', 'content'),
    dialogsDir: folder('DIALOGS_DIR', 'dialogs'),
    localesDir: folder('LOCALES_DIR', 'locales'),
    operator: Object.freeze({
      name: read<string | null>('OPERATOR_NAME', null, asText),
      contact: read<string | null>('OPERATOR_CONTACT', null, asText),
      privacyUrl: read<string | null>('PRIVACY_URL', null, webUrl),
    }),
    telegram: Object.freeze({
      token: read<string | null>('TELEGRAM_BOT_TOKEN', null, asText),
      apiRoot: read<string | null>('TELEGRAM_API_ROOT', null, webOrigin),
      webhookSecret: read<string | null>('TELEGRAM_WEBHOOK_SECRET', null, webhookSecret),
    }),
    whatsappCloud: Object.freeze({
      token: read<string | null>('WHATSAPP_CLOUD_TOKEN', null, asText),
      phoneId: read<string | null>('WHATSAPP_CLOUD_PHONE_ID', null, digits),
      appSecret: read<string | null>('WHATSAPP_CLOUD_APP_SECRET', null, asText),
      verifyToken: read<string | null>('WHATSAPP_CLOUD_VERIFY_TOKEN', null, asText),
      graphRoot: read<string | null>('WHATSAPP_GRAPH_ROOT', null, webOrigin),
    }),
    whatsappWeb: Object.freeze({
      isOn: read('WHATSAPP_WEB', false, onOrOff),
      chromiumPath: read<string | null>('CHROMIUM_PATH', null, (text) => resolve(text)),
      page: read<string | null>('WHATSAPP_WEB_PAGE', null, htmlFile),
      phone: read<string | null>('WHATSAPP_WEB_PHONE', null, phoneDigits),
    }),
    botFramework: Object.freeze({
      appId: read<string | null>('MICROSOFT_APP_ID', null, appId),
      appPassword: read<string | null>('MICROSOFT_APP_PASSWORD', null, asText),
      tenantId: read<string | null>('MICROSOFT_APP_TENANT_ID', null, appId),
      isEmulatorWelcome: read('BOT_FRAMEWORK_EMULATOR', false, onOrOff),
    }),
    mediaDays: read('MEDIA_DAYS', 30, wholeNumber(1, 3_650)),
    trustedProxies: read('TRUSTED_PROXIES', 0, wholeNumber(0, 10)),
  };
  if (faults.length > 0) throw new SportelloError('config-invalid', `Settings that can't be used:\n  ${faults.join('\n  ')}`);
  return Object.freeze(config);
}

/** What a variable accepts, as the end of a sentence. */
class Refusal {
  readonly accepted: string;
  constructor(accepted: string) {
    this.accepted = accepted;
  }
}

const asText = (text: string): string => text;

function wholeNumber(least: number, most: number): (text: string) => number | Refusal {
  return (text) => {
    const value = Number(text);
    const isFit = /^\d+$/.test(text) && value >= least && value <= most;
    return isFit ? value : new Refusal(`expected a whole number from ${String(least)} to ${String(most)}`);
  };
}

function postgresUrl(text: string): string | Refusal {
  return /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text)
    ? text
    : new Refusal('expected postgres://user:password@host:5432/database, or leave it unset for SQLite');
}

function webUrl(text: string): string | Refusal {
  return /^https?:\/\/./.test(text) && URL.canParse(text)
    ? text
    : new Refusal('expected an address that begins with http:// or https://');
}

function webOrigin(text: string): string | Refusal {
  const checked = webUrl(text);
  if (checked instanceof Refusal) return checked;
  return checked.replace(/\/+$/, '');
}

/** Shorter ones can be guessed. Source: 16 random characters are about 95 bits. */
const shortestSecret = 16;

function secret(text: string): string | Refusal {
  return text.length >= shortestSecret ? text : new Refusal(`expected at least ${String(shortestSecret)} characters`);
}

/** Source of the alphabet: Telegram's `setWebhook`, `secret_token`. */
function webhookSecret(text: string): string | Refusal {
  return /^[\w-]{16,256}$/.test(text) ? text : new Refusal('expected 16 to 256 letters, digits, _ or -');
}

/** Whoever puts the phone number itself here, with its +, is told. */
function digits(text: string): string | Refusal {
  return /^\d{5,30}$/.test(text) ? text : new Refusal("expected digits only: the number's id at Meta, not the number");
}

/** Source: Entra's application and directory ids. */
function appId(text: string): string | Refusal {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
    ? text
    : new Refusal('expected an id such as 00000000-0000-0000-0000-000000000000');
}

function onOrOff(text: string): boolean | Refusal {
  return /^(on|off)$/i.test(text) ? text.toLowerCase() === 'on' : new Refusal('expected on or off');
}

function htmlFile(text: string): string | Refusal {
  return text.endsWith('.html') ? resolve(text) : new Refusal('expected a file that ends in .html');
}

/** Source: E.164, country code first. */
function phoneDigits(text: string): string | Refusal {
  const bare = text.replaceAll(/[\s+-]/g, '');
  return /^[1-9]\d{6,14}$/.test(bare) ? bare : new Refusal('expected a phone number with its country code: +39 055 123456');
}

function origins(text: string): readonly string[] | Refusal {
  const list = text.split(/[\s,]+/).filter((part) => part !== '');
  const isFit = list.every((part) => URL.canParse(part) && new URL(part).origin === part);
  return isFit ? list : new Refusal('expected origins such as https://example.org, separated by commas and without a path');
}
