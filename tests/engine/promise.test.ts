import { expect, test } from 'vitest';
import type { Contact } from '../../src/domain/contact.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import { loadTestAssets } from '../support/assets.ts';
import { contextFor } from '../support/golden.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const assets = await loadTestAssets();
const engine = createEngine(assets, simpleKnowledge(assets));

/** What the confirmation says to someone who asks on this instant, without the marks around right-to-left values. */
function confirmation(contact: Partial<Contact>, now: string): string {
  const context = { ...contextFor({ now, contact, turns: [] }), owner: 'bot' } as const;
  const state = { ...context.state, vars: { welcomed: true, 'mentor-topic': 'tax' } };
  const { replies } = engine.run({ type: 'activity', activity: { type: 'message', value: '>human' } }, { ...context, state });
  return (replies[0]?.text ?? '').replaceAll(/[\u2068\u2069]/gu, '');
}

const winter = '2026-01-05T08:05:00Z';

test.each([
  ['en', 'by Tuesday 6 January at 09:05.', 'by Tuesday 6 January at 08:05 UTC.'],
  ['it', 'entro martedì 6 gennaio alle ore 09:05.', 'entro martedì 6 gennaio alle ore 08:05 UTC.'],
  ['es', 'antes del martes, 6 de enero, 09:05.', 'antes del martes, 6 de enero, 08:05 UTC.'],
  ['fr', 'avant le mardi 6 janvier à 09:05.', 'avant le mardi 6 janvier à 08:05 UTC.'],
  ['zh', '最晚在1月6日星期二 09:05前', '最晚在1月6日星期二 UTC 08:05前'],
  ['ar', 'في موعد أقصاه الثلاثاء، 6 يناير في 09:05.', 'في موعد أقصاه الثلاثاء، 6 يناير في 08:05 UTC.'],
])('in %s the promise is a date on the clock of the country, and names UTC where that is unknown', (language, local, utc) => {
  expect(confirmation({ language, country: 'it' }, winter)).toContain(local);
  expect(confirmation({ language }, winter)).toContain(utc);
});

test.each([
  ['the own zone counts more than the country', { country: 'it', zone: 'Asia/Dhaka' }, winter, 'Tuesday 6 January at 14:05.'],
  ['summer time', { country: 'de' }, '2026-07-01T08:05:00Z', 'Thursday 2 July at 10:05.'],
  ['the night in which clocks go forward', { country: 'it' }, '2026-03-28T02:30:00Z', 'Sunday 29 March at 04:30.'],
  ['past midnight on the person’s clock', { country: 'hu' }, '2026-01-05T23:30:00Z', 'Wednesday 7 January at 00:30.'],
  ['a country without a zone of ours', { country: 'xx' }, winter, 'Tuesday 6 January at 08:05 UTC.'],
])('%s', (_name, contact, now, said) => {
  expect(confirmation({ language: 'en', ...contact }, now)).toContain(said);
});
