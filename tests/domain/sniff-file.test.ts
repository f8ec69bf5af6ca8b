import { expect, test } from 'vitest';
import { cleanFileName } from '../../src/domain/media.ts';
import { sniffFile } from '../../src/domain/sniff-file.ts';
import { gif, jpeg, ogg, pdf, png, webp } from '../support/files.ts';

const join = (...parts: readonly (Uint8Array | string)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

test.each([
  ['a picture of a phone', jpeg(), 'image/jpeg'],
  ['a screenshot', png(), 'image/png'],
  ['a moving picture', gif(), 'image/gif'],
  ['a small picture', webp(), 'image/webp'],
  ['a document', pdf(), 'application/pdf'],
  ['a voice message', ogg(), 'audio/ogg'],
  ['music', Buffer.from('ID3\u0004rest'), 'audio/mpeg'],
])('%s is known by its bytes', (_what, bytes, type) => {
  expect(sniffFile(bytes)).toBe(type);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['words', Buffer.from('hello')],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['HTML behind a mark of its encoding', Buffer.from('\uFEFF<html>')],
  ['an archive', Buffer.from('PK\u0003\u0004rest')],
  ['a program', Buffer.from('MZ\u0090rest')],
  ['a picture that is a page', join(gif(), '/*<script>alert(1)</script>*/')],
  ['a picture that is an archive', join(png(), 'PK\u0003\u0004', 'x'.repeat(40), 'PK\u0005\u0006', '\0'.repeat(18))],
  ['a picture that is a document', join(jpeg(), '%PDF-1.7')],
  ['a document that is a page', join('%PDF-1.7\n<html><script>alert(1)</script>')],
  ['a document that is an archive', join(pdf(), 'PK\u0005\u0006', '\0'.repeat(18))],
  ['a picture of 60,000 by 60,000 dots', png(60_000, 60_000)],
  ['a picture without a size', png(0, 10)],
  ['a picture that was cut off', png().subarray(0, 12)],
  ['the beginning of a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
])('%s is not kept', (_what, bytes) => {
  expect(sniffFile(bytes)).toBeNull();
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\windows\\system.ini', 'system.ini'],
  ['.htaccess', 'htaccess'],
  ['permit\u202Egnp.exe', 'permitgnp.exe'],
  ['a\r\nSet-Cookie: x', 'aSet-Cookie x'],
  ['"><script>.png', 'script.png'],
  ['宿泊許可.pdf', '宿泊許可.pdf'],
  ['..', null],
  [null, null],
])('the name %j is kept as %j', (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});
