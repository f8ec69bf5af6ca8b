import { expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

const lengths = sourceFiles('src').map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));

test('no file of the source is longer than 300 lines', () => {
  expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
});

test('the median file is shorter than 100 lines', () => {
  const sorted = lengths.map(({ lines }) => lines).toSorted((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100);
});
