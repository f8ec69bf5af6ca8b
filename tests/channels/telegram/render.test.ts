import { describe, expect, test } from 'vitest';
import { readPressed } from '../../../src/channels/pressed-value.ts';
import { toKeyboard } from '../../../src/channels/telegram/keyboard.ts';
import { markdownToHtml } from '../../../src/channels/telegram/render-html.ts';
import { htmlParts } from '../../../src/channels/telegram/send-message.ts';

test.each([
  ['plain & <b>not bold</b>', 'plain &amp; &lt;b&gt;not bold&lt;/b&gt;'],
  ['**Yes.** You may.', '<b>Yes.</b> You may.'],
  ['[The office](https://a.example/?x=1&y="2")', '<a href="https://a.example/?x=1&amp;y=&quot;2&quot;">The office</a>'],
  ['[run](javascript:alert(1))', '[run](javascript:alert(1))'],
  ['# Steps\n- one\n- two', '<b>Steps</b>\n• one\n• two'],
  ['a ** b < c', 'a ** b &lt; c'],
])('%j is shown as %j', (markdown, html) => {
  expect(markdownToHtml(markdown)).toBe(html);
});

describe('a text that is too long', () => {
  const sentence = 'Bring your passport & the <blue> form to the office. ';
  const arabic = 'أحضروا جواز السفر إلى المكتب؟ ';

  test.each([
    ['Latin', sentence.repeat(300), /form to the office\.$/],
    ['Arabic', arabic.repeat(500), /المكتب؟$/],
    ['Chinese', '请把护照带到办公室。'.repeat(900), /办公室。$/],
  ])('in %s is cut at a sentence’s end, and nothing is lost', (_script, text, end) => {
    const parts = htmlParts({ type: 'message', text, textFormat: 'plain' });
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(4_096);
      expect(part).toMatch(end);
    }
    const words = parts.join(' ').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    expect(words.replaceAll(/\s+/g, '')).toBe(text.replaceAll(/\s+/g, ''));
  });

  test('without any place to cut is cut between characters', () => {
    const parts = htmlParts({ type: 'message', text: '😀'.repeat(5_000), textFormat: 'plain' });
    expect(parts.join('')).toBe('😀'.repeat(5_000));
    for (const part of parts) expect(part.isWellFormed()).toBe(true);
  });
});

test('a mentor is named before the first part', () => {
  const channelData = { sportello: { speaker: { kind: 'mentor', name: 'Anna <3' } } } as const;
  expect(htmlParts({ type: 'message', text: 'Good morning', channelData })).toEqual(['<b>Anna &lt;3</b>\nGood morning']);
});

describe('buttons', () => {
  test('short ones share a row, long ones stand alone', () => {
    const labels = ['Yes', 'No', 'Talk to a person about this', 'Menu'];
    const rows = toKeyboard(labels.map((title) => ({ type: 'postBack', title, value: `>${title}` })));
    expect(rows.map((row) => row.map(({ text }) => text))).toEqual([['Yes', 'No'], ['Talk to a person about this'], ['Menu']]);
  });

  test.each([
    ['>menu', 'Menu', { text: 'Menu', value: '>menu' }],
    [`>more:it/${'x'.repeat(80)}`, 'More', { text: 'More' }],
    [`question.pick.it/${'é'.repeat(40)}`, '2. A very long title', { text: '2' }],
  ])('%s comes back as what it means', (value, title, said) => {
    const [[button] = []] = toKeyboard([{ type: 'postBack', title, value }]);
    const data = button !== undefined && 'callback_data' in button ? button.callback_data : '';
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(readPressed(data, title)).toEqual(said);
  });
});
