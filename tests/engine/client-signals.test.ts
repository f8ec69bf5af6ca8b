import { expect, test } from 'vitest';
import type { Activity, SportelloData } from '../../src/domain/activity.ts';
import type { DialogTrigger } from '../../src/domain/dialog.ts';
import type { Json } from '../../src/domain/json.ts';
import type { TurnInput, TurnResult } from '../../src/domain/turn.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import { loadTestAssets } from '../support/assets.ts';
import { contextFor } from '../support/golden.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const assets = await loadTestAssets();
const engine = createEngine(assets, simpleKnowledge(assets));

function run(input: TurnInput, vars: Readonly<Record<string, Json>> = {}): TurnResult {
  const context = contextFor({ contact: { language: 'en', country: 'it' }, turns: [] });
  return engine.run(input, { ...context, state: { ...context.state, vars: { welcomed: true, ...vars } } });
}

const say = (text: string): TurnInput => ({ type: 'activity', activity: { type: 'message', text } });
const tell = (activity: Partial<Activity>): TurnInput => ({ type: 'activity', activity: { type: 'event', ...activity } });
const happen = (trigger: DialogTrigger, values: Readonly<Record<string, Json>> = {}): TurnInput => ({
  type: 'happening',
  trigger,
  values,
});
const dataOf = ({ replies }: TurnResult): SportelloData | undefined => replies[0]?.channelData?.sportello;

test('the client is told who is behind the counter, and until when an answer is promised', () => {
  const asked = run(say('I want to talk to someone'), { 'mentor-topic': 'tax' });
  expect(dataOf(asked)).toMatchObject({ outcome: 'handoff', owner: 'queue', promisedAt: Date.parse('2026-01-06T09:00:00Z') });
  expect(dataOf(run(happen('handoff-claimed', { mentor: 'Anna' })))).toMatchObject({ owner: 'mentor' });
  expect(dataOf(run(happen('handoff-closed')))).toMatchObject({ owner: 'bot' });
  expect(dataOf(run(happen('handoff-overdue', { promisedAt: 5 })))).toMatchObject({ owner: 'queue', promisedAt: 5 });
});

test('a language chosen in the client’s own menu is followed without a word', () => {
  const { effects, replies } = run(tell({ name: 'language', value: 'ar' }));
  expect(effects).toEqual([{ type: 'change-contact', changes: { language: 'ar' } }]);
  expect(replies).toEqual([]);
});

test.each([
  ['a language that we do not speak', { name: 'language', value: 'xx' }],
  ['something that is no language', { name: 'language', value: 7 }],
  ['another event', { name: 'scrolled', value: 'ar' }],
])('%s changes nothing', (_, activity) => {
  const { effects, replies, faults } = run(tell(activity));
  expect({ effects, replies, faults }).toEqual({ effects: [], replies: [], faults: [] });
});
