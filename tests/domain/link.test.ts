import { describe, expect, test } from 'vitest';
import { linkCodeIn, makeLinkCode } from '../../src/domain/link.ts';

describe('a link code', () => {
  test.each([
    ['as it was shown', '4ABCD-5EFGH'],
    ['in small letters', '4abcd-5efgh'],
    ['with a space', '4abcd 5efgh'],
    ['in one piece', '4ABCD5EFGH'],
    ['with a word before it', 'sportello 4ABCD-5EFGH'],
    ['as a deep link carries it', 'link_4ABCD5EFGH'],
    ['with Arabic digits', '٤ABCD-٥EFGH'],
    ['with full stops around', ' 4ABCD-5EFGH. '],
  ])('is read %s', (_how, text) => {
    expect(linkCodeIn(text)).toBe('4ABCD-5EFGH');
  });

  test.each([
    'How much is the permit?',
    '+39 333 1234567',
    '23456-78923',
    'RSSMRA85T10A562S',
    '10.000 euro 2026',
    'IT60X0542811101000000123456',
    '4ABCD-5EFGHX',
    'x4ABCD-5EFGH',
    '4ABCD--5EFGH',
    `4ABCD-5EFGH ${'about something else '.repeat(5)}`,
    "4ABCD-5EFGH'; drop table link_codes; --".repeat(3),
    '\u0000'.repeat(50),
    '💥'.repeat(40),
  ])('is not seen in %j', (text) => {
    expect(linkCodeIn(text)).toBeNull();
  });

  test('is read back whatever chance makes of it, and none looks like a number', () => {
    let seed = 7;
    const below = (limit: number): number => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    for (let tries = 0; tries < 2_000; tries++) {
      const code = makeLinkCode(below);
      expect(code).toMatch(/^[2-9][A-HJKMNP-TV-Z][2-9A-HJKMNP-TV-Z]{3}-[2-9][A-HJKMNP-TV-Z][2-9A-HJKMNP-TV-Z]{3}$/);
      expect(linkCodeIn(`my code: ${code.toLowerCase()}`)).toBe(code);
    }
  });
});
