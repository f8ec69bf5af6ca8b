import { expect, test } from 'vitest';
import { channelCapabilities } from '../../src/channels/capabilities.ts';
import { formatFault } from '../../src/domain/assets.ts';
import { inspect } from '../../src/engine/inspect.ts';
import { loadTestAssets, withDialogs } from '../support/assets.ts';

const assets = await loadTestAssets();
const channels = Object.values(channelCapabilities);

test('the product has no faults of its own', () => {
  expect(inspect(assets, channels).map(formatFault)).toEqual([]);
});

const cases: readonly (readonly [name: string, yaml: string, fault: string])[] = [
  [
    'unknown next',
    '- { id: a, type: set, values: {}, next: b }',
    "4: step 'a': next leads to 'b', which is no step here; expected a",
  ],
  [
    'unknown target of an option',
    '- { id: a, type: choose, phrase: ask.how, options: [{ id: x, phrase: option.yes, to: b }] }',
    "4: step 'a': option x leads to 'b', which is no step here; expected a",
  ],
  ['unknown dialog', '- { id: a, type: call, dialog: nowhere }', "4: step 'a': dialog starts 'nowhere', which is no dialog"],
  [
    'unknown dialog of a button',
    '- { id: a, type: say, phrase: ask.how, buttons: [{ id: x, phrase: option.yes, dialog: nowhere }] }',
    "4: step 'a': button x starts 'nowhere', which is no dialog",
  ],
  [
    'unknown slot',
    '- { id: a, type: set, values: { contact.shoe: 1 } }',
    "4: step 'a': 'contact.shoe' is unknown; expected contact.<…",
  ],
  ['unknown fact', '- { id: a, type: branch, cases: [{ when: { weather: 1 }, to: a }] }', "4: step 'a': 'weather' is unknown; …"],
  [
    'choice without effect',
    '- { id: a, type: choose, phrase: ask.how, options: [{ id: x, phrase: option.yes }] }',
    "4: step 'a': option 'x' changes nothing; give it 'to', or the step 'save'",
  ],
  ['unreachable step', '- { id: a, type: end }\n  - { id: b, type: say, phrase: ask.how }', "5: step 'b' is never reached"],
  [
    'loop without a question',
    '- { id: a, type: set, values: {} }\n  - { id: b, type: say, phrase: ask.how, next: a }',
    "4: step 'a' comes back to itself without asking anything: the turn would never end",
  ],
  [
    'missing phrase',
    '- { id: a, type: say, phrase: test.only-english }',
    "4: step 'a': phrase 'test.only-english' is missing in it, ar, zh, es, fr",
  ],
  [
    'missing words',
    '- { id: a, type: choose, phrase: ask.how, save: vars.x, options: [{ id: x, phrase: option.yes, words: words.none }] }',
    "4: step 'a': the words 'words.none' are missing in it, en, ar, zh, es, fr",
  ],
];

test.each(cases)('finds: %s', (_name, steps, fault) => {
  const over = withDialogs(assets, { try: `id: try\nword: menu\nsteps:\n  ${steps}\n` }, { 'only-english': 'Only here' });
  const found = inspect(over, channels).map(formatFault);
  const own = found.filter((line) => line.startsWith('dialogs/try.yaml:') && !line.includes("'word: menu'"));
  expect(own).toContainEqual(expect.stringContaining(`dialogs/try.yaml:${fault.split('…')[0] ?? ''}`));
});

test('a loop through a dialog that asks is none', () => {
  const source =
    'id: try\nword: help\nsteps:\n  - { id: a, type: call, dialog: country }\n  - { id: b, type: say, phrase: ask.how, next: a }\n';
  expect(inspect(withDialogs(assets, { try: source }), channels).filter(({ message }) => message.includes('comes back'))).toEqual(
    [],
  );
});

test('two dialogs for one word, a missing happening, and a dialog nobody starts', () => {
  const twin = 'id: try\nword: menu\nsteps:\n  - { id: a, type: end }\n';
  const idle = 'id: idle\nsteps:\n  - { id: a, type: end }\n';
  const over = withDialogs(assets, { try: twin, idle });
  const dialogs = new Map([...over.dialogs].filter(([id]) => id !== 'fault'));
  expect(inspect({ ...over, dialogs }, channels).map(formatFault)).toEqual([
    "dialogs:1: no dialog answers to 'fault'; expected one with 'on: fault'",
    "dialogs/idle.yaml:1: nothing starts dialog 'idle': no word, no happening, no button, no call",
    "dialogs/try.yaml:1: 'word: menu' is also in menu.yaml; only one of them would start",
  ]);
});

test('texts and labels that a channel can not show whole', () => {
  const narrow = { ...channelCapabilities['web-chat'], name: 'narrow', textLength: 200, buttonLength: 12 };
  const found = inspect(assets, [narrow]).map(formatFault);
  expect(found.some((line) => line.startsWith('dialogs/welcome.yaml:6: ') && line.includes('narrow shows 200'))).toBe(true);
  expect(found.some((line) => line.includes("option 'human' has 16 characters in en; a button of narrow has 12"))).toBe(true);
});
