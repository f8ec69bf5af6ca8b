import { expect, test } from 'vitest';
import { isNews } from '../../src/domain/send-report.ts';
import type { ReportedStatus } from '../../src/domain/send-report.ts';

test.each<[ReportedStatus, readonly ReportedStatus[], boolean]>([
  ['sent', [], true],
  ['sent', ['sent'], false],
  ['delivered', ['sent'], true],
  ['sent', ['delivered'], false],
  ['read', ['sent', 'delivered'], true],
  ['delivered', ['read'], false],
  ['failed', ['sent'], true],
  ['failed', ['delivered'], false],
  ['failed', ['failed'], false],
  ['delivered', ['failed'], true],
])('“%s” after %j is news: %s', (status, told, wanted) => {
  expect(isNews(status, told)).toBe(wanted);
});
