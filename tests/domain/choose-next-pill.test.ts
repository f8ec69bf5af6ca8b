import { expect, test } from 'vitest';
import { chooseNextPill } from '../../src/domain/choose-next-pill.ts';
import type { Pill, PillTopic } from '../../src/domain/pill.ts';

const pill = (id: string, topic: PillTopic): [string, Pill] => [
  id,
  { id, topic, brief: id, answer: 0, sourceLanguage: 'en', countryLine: false, texts: {} },
];
const pills = new Map([pill('a1', 'marketing'), pill('a2', 'marketing'), pill('b1', 'money'), pill('b2', 'money')]);

test('only wanted topics are sent', () => {
  expect(chooseNextPill(pills, ['money'], [])).toBe('b1');
});

test('nothing is repeated before everything was sent', () => {
  const sent: string[] = [];
  for (let day = 0; day < 4; day++) sent.push(chooseNextPill(pills, ['marketing', 'money'], sent) ?? '');
  expect(new Set(sent).size).toBe(4);
});

test('topics take turns', () => {
  const sent: string[] = [];
  for (let day = 0; day < 4; day++) sent.push(chooseNextPill(pills, ['marketing', 'money'], sent) ?? '');
  expect(sent.map((id) => pills.get(id)?.topic)).toEqual(['marketing', 'money', 'marketing', 'money']);
});

test('when all were sent, the one sent longest ago comes again', () => {
  expect(chooseNextPill(pills, ['money'], ['b2', 'b1'])).toBe('b2');
});

test('where no pill is of a wanted topic there is none', () => {
  expect(chooseNextPill(pills, ['growth'], [])).toBeNull();
});
