import { expect, test } from 'vitest';
import { verdictOf } from '../../../src/channels/whatsapp-cloud/error-table.ts';

test.each([
  [190, 'later', { trouble: { reason: 'token-refused', isDown: true }, afterMs: 60_000 }],
  [4, 'later', { blocks: 'number', afterMs: 60_000 }],
  [80007, 'later', { blocks: 'number', afterMs: 60_000 }],
  [130429, 'later', { blocks: 'number', afterMs: 5_000 }],
  [131056, 'later', { blocks: 'pair', afterMs: 6_000 }],
  [131048, 'later', { trouble: { reason: 'number-limited', isDown: false }, afterMs: 3_600_000 }],
  [131047, 'template', {}],
  [131026, 'never', { isGone: true }],
  [131049, 'never', { isGone: false }],
  [131050, 'never', { isGone: true }],
  [132000, 'never', { trouble: { reason: 'template-refused', isDown: false } }],
  [132001, 'never', { trouble: { reason: 'template-refused' } }],
  [133010, 'later', { trouble: { reason: 'number-unregistered', isDown: true } }],
  [100, 'never', { trouble: null }],
  [131016, 'later', { blocks: null }],
])('%i means %s', (code, way, more) => {
  expect(verdictOf(code, null, 400)).toMatchObject({ way, ...more });
});

test('an object that does not exist is our number', () => {
  const trouble = { reason: 'token-refused', params: { setting: 'WHATSAPP_CLOUD_PHONE_ID' }, isDown: true };
  expect(verdictOf(100, 33, 400)).toMatchObject({ way: 'later', trouble });
});

test.each([
  [999_999, 400, 'never'],
  [999_999, 500, 'later'],
  [null, 429, 'later'],
  [null, 503, 'later'],
  [null, null, 'never'],
])('unknown code %s with status %s means %s', (code, status, way) => {
  expect(verdictOf(code, null, status)).toMatchObject({ way });
});
