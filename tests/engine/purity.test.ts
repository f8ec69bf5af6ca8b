import { expect, test } from 'vitest';
import type { TurnInput } from '../../src/domain/turn.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import { loadTestAssets } from '../support/assets.ts';
import { contextFor } from '../support/golden.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const assets = await loadTestAssets();
const engine = createEngine(assets, simpleKnowledge(assets));

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

const inputs: readonly TurnInput[] = [
  { type: 'happening', trigger: 'started', values: { locale: 'fr-FR' } },
  { type: 'activity', activity: { type: 'message', text: 'can i open a shop with my permit?' } },
  { type: 'activity', activity: { type: 'message', text: 'tips', locale: 'it-IT' } },
  { type: 'activity', activity: { type: 'message', text: '😀'.repeat(10_000) } },
  { type: 'activity', activity: { type: 'message', text: 'www.example.com' } },
  { type: 'activity', activity: { type: 'message', value: 'nowhere.at.all' } },
  { type: 'activity', activity: { type: 'message', text: '' } },
  { type: 'activity', activity: { type: 'typing' } },
];

test.each(inputs)('a turn changes nothing that it was given, and comes out the same twice: %#', (input) => {
  const context = freeze(contextFor({ contact: { language: null, country: 'it' }, turns: [] }));
  const first = engine.run(freeze(input), context);
  expect(engine.run(input, context)).toEqual(first);
  expect(JSON.parse(JSON.stringify(first.state))).toEqual(first.state);
  expect(first.faults).toEqual([]);
});

test('no welcome is longer than 500 characters, whoever runs the service', () => {
  const operator = {
    name: 'Fondazione Ponte tra le Culture',
    contact: 'ciao@fondazione.example.org',
    privacyUrl: 'https://fondazione.example.org/privacy',
  };
  for (const { code } of assets.languages) {
    const context = { ...contextFor({ contact: { language: code }, turns: [] }), operator };
    const [welcome] = engine.run({ type: 'happening', trigger: 'started', values: {} }, context).replies;
    expect(welcome?.text?.length ?? 0).toBeLessThanOrEqual(500);
    expect(welcome?.text).toContain(operator.name);
  }
});

test('while a mentor speaks, the bot says nothing, not even to buttons or pills', () => {
  const context = { ...contextFor({ contact: { language: 'en', country: 'it' }, turns: [] }), owner: 'mentor' } as const;
  const said: readonly TurnInput[] = [
    { type: 'activity', activity: { type: 'message', text: 'can i open a shop with my permit' } },
    { type: 'activity', activity: { type: 'message', value: '>menu' } },
    { type: 'activity', activity: { type: 'message', value: 'country.which.it' } },
    { type: 'happening', trigger: 'pill-due', values: { pill: 'know-your-customer' } },
  ];
  expect(said.flatMap((input) => engine.run(input, context).replies)).toEqual([]);
});
