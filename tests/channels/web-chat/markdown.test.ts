import { expect, test } from 'vitest';
import { markdownToHtml } from '../../../src/channels/web-chat/markdown.ts';

const link = (target: string, label = target): string =>
  `<a href="${target}" target="_blank" rel="noopener noreferrer nofollow"><bdi>${label}</bdi></a>`;

test.each([
  ['one\ntwo\n\nthree', '<p>one<br />two</p><p>three</p>'],
  ['**Yes.** Go on', '<p><strong>Yes.</strong> Go on</p>'],
  ['Do this:\n1. first\n2. second\n\nThen', '<p>Do this:</p><ol><li>first</li><li>second</li></ol><p>Then</p>'],
  ['- a\n\n- b', '<ul><li>a</li><li>b</li></ul>'],
  ['## Cost\n16 €', '<p>Cost<br />16 €</p>'],
  ['see [the office](https://example.org/a?b=1&c=2)', `<p>see ${link('https://example.org/a?b=1&amp;c=2', 'the office')}</p>`],
  ['see https://example.org/a', `<p>see ${link('https://example.org/a')}</p>`],
  ['call [1522](tel:1522)', `<p>call ${link('tel:1522', '1522')}</p>`],
  ['2 * 3 * 4 < 5 & "six"', '<p>2 * 3 * 4 &lt; 5 &amp; &quot;six&quot;</p>'],
  ['**open', '<p>**open</p>'],
  ['[x](data:text/html,1)', '<p>[x](data:text/html,1)</p>'],
  ['', ''],
])('%j', (text, html) => {
  expect(markdownToHtml(text).text.replaceAll(/>\s+</g, '><')).toBe(html);
});

test('reads the worst text in a moment', () => {
  const started = process.cpuUsage().user;
  for (const text of ['['.repeat(4_096), '**'.repeat(2_048), '[a]('.repeat(1_024), `https://${'('.repeat(4_000)}`])
    markdownToHtml(text);
  expect(process.cpuUsage().user - started).toBeLessThan(500_000);
});
