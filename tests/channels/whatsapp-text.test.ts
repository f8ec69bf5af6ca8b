import { expect, test } from 'vitest';
import { markdownToWhatsApp, whatsAppParts } from '../../src/channels/whatsapp-text.ts';

test.each([
  ['**Yes.** You may.', '*Yes.* You may.'],
  ['[The office](https://a.example/?x=1)', 'The office: https://a.example/?x=1'],
  ['[https://a.example/](https://a.example/)', 'https://a.example/'],
  ['[Write](mailto:desk@a.example), [call](tel:+39055)', 'Write: desk@a.example, call: +39055'],
  ['[run](javascript:alert(1))', '[run](javascript:alert(1))'],
  ['# **Steps**\n- one\n* two', '*Steps*\n• one\n• two'],
  ['1. one\n2. two', '1. one\n2. two'],
  ['a ** b < c', 'a ** b < c'],
])('%j is written as %j', (markdown, text) => {
  expect(markdownToWhatsApp(markdown)).toBe(text);
});

test('plain words stay as they are, under the name of the mentor who says them', () => {
  const channelData = { sportello: { speaker: { kind: 'mentor', name: 'Anna' } } } as const;
  const parts = whatsAppParts({ type: 'message', text: 'Bring **both** forms.', textFormat: 'plain', channelData }, 4_096);
  expect(parts).toEqual(['*Anna*\nBring **both** forms.']);
});

test('a text that is too long is cut at a sentence’s end, and nothing is lost', () => {
  const text = 'أحضروا **جواز السفر** إلى المكتب؟ '.repeat(400);
  const parts = whatsAppParts({ type: 'message', text }, 4_096);
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(4_096);
    expect(part).toMatch(/المكتب؟$/);
  }
  expect(parts.join(' ')).toBe(markdownToWhatsApp(text.trim()));
});
