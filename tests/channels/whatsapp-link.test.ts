import { expect, test } from 'vitest';
import { linkCodeIn } from '../../src/domain/link.ts';
import { whatsappLink } from '../../src/channels/whatsapp-link.ts';

test('the way to WhatsApp carries a code as a text, which is read again', () => {
  const url = whatsappLink('+39 333 123-4567', '4ABCD-5EFGH');
  expect(url).toBe('https://wa.me/393331234567?text=4ABCD-5EFGH');
  expect(linkCodeIn(new URL(url ?? '').searchParams.get('text') ?? '')).toBe('4ABCD-5EFGH');
});

test.each([null, '', 'unknown', '12'])('there is none to %j', (number) => {
  expect(whatsappLink(number, '4ABCD-5EFGH')).toBeNull();
});
