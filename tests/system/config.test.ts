import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';

const read = (environment: Readonly<Record<string, string>>): ReturnType<typeof readConfig> =>
  readConfig(environment, '/srv/sportello');

test('with nothing set everything has a value', () => {
  expect(read({})).toEqual({
    port: 3000,
    host: '0.0.0.0',
    dataDir: '/srv/sportello/data',
    databaseUrl: null,
    publicUrl: null,
    directLineSecret: null,
    chatOrigins: [],
    contentDir: '/srv/sportello/content',
    dialogsDir: '/srv/sportello/dialogs',
    localesDir: '/srv/sportello/locales',
    operator: { name: null, contact: null, privacyUrl: null },
    telegram: { token: null, apiRoot: null, webhookSecret: null },
    whatsappCloud: { token: null, phoneId: null, appSecret: null, verifyToken: null, graphRoot: null },
    whatsappWeb: { isOn: false, chromiumPath: null, page: null, phone: null },
    botFramework: { appId: null, appPassword: null, tenantId: null, isEmulatorWelcome: false },
    mediaDays: 30,
    trustedProxies: 0,
  });
});

test('the configuration can’t be changed', () => {
  const config = read({});
  expect(Object.isFrozen(config) && Object.isFrozen(config.operator)).toBe(true);
});

test('an empty variable is an unset one', () => {
  expect(read({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: null });
});

test('the public address loses its last slash', () => {
  expect(read({ PUBLIC_URL: 'https://chat.example.org/' }).publicUrl).toBe('https://chat.example.org');
});

test('several origins may be named', () => {
  expect(read({ CHAT_ORIGINS: 'https://a.example, https://b.example:8443' }).chatOrigins).toEqual([
    'https://a.example',
    'https://b.example:8443',
  ]);
});

test('every fault is told at once, with the variable, the value and what is accepted', () => {
  const faulty = {
    PORT: 'eighty',
    DATABASE_URL: 'mysql://x',
    PUBLIC_URL: 'chat.example.org',
    DIRECT_LINE_SECRET: 'short',
    CHAT_ORIGINS: 'https://a.example/path',
    WHATSAPP_WEB: 'yes',
    WHATSAPP_WEB_PHONE: '0039 055',
    WHATSAPP_WEB_PAGE: 'page.txt',
  };
  expect(() => read(faulty)).toThrow(
    [
      "Settings that can't be used:",
      '  PORT is "eighty"; expected a whole number from 0 to 65535',
      '  DATABASE_URL is "mysql://x"; expected postgres://user:password@host:5432/database, or leave it unset for SQLite',
      '  PUBLIC_URL is "chat.example.org"; expected an address that begins with http:// or https://',
      '  DIRECT_LINE_SECRET is "short"; expected at least 16 characters',
      '  CHAT_ORIGINS is "https://a.example/path"; expected origins such as https://example.org, separated by commas and without a path',
      '  WHATSAPP_WEB is "yes"; expected on or off',
      '  WHATSAPP_WEB_PAGE is "page.txt"; expected a file that ends in .html',
      '  WHATSAPP_WEB_PHONE is "0039 055"; expected a phone number with its country code: +39 055 123456',
    ].join('\n'),
  );
});
