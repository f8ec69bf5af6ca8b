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
    "4: step 'a': phrase 'test.only-english' is missing in it, ar, zh, es, fr, bn, ur, uk, sq, de, sl, hr, hu",
  ],
  [
    'missing words',
    '- { id: a, type: choose, phrase: ask.how, save: vars.x, options: [{ id: x, phrase: option.yes, words: words.none }] }',
    "4: step 'a': the words 'words.none' are missing in it, en, ar, zh, es, fr, bn, ur, uk, sq, de, sl, hr, hu",
  ],
  [
    'list whose choice is lost',
    '- { id: a, type: choose, phrase: ask.how, options: countries }',
    "4: step 'a' offers countries but keeps none of them: add 'save'",
  ],
  [
    'missing retry phrase',
    '- { id: a, type: ask, phrase: ask.how, retry: test.only-english, expect: text, save: vars.x }',
    "4: step 'a': phrase 'test.only-english' is missing in it, ar, zh, es, fr, bn, ur, uk, sq, de, sl, hr, hu",
  ],
  [
    'a value that nothing fills',
    '- { id: a, type: say, phrase: test.unfilled }',
    "4: step 'a': phrase 'test.unfilled' asks for {{shoe}} in en, which nothing fills",
  ],
  [
    'text that is too long for a channel',
    '- { id: a, type: end, next: b }\n  - { id: b, type: say, phrase: test.long }',
    "5: step 'b': phrase 'test.long' has 5000 characters in en; web-chat shows 4096",
  ],
  [
    'label that is too long for a button',
    '- { id: a, type: say, phrase: ask.how, buttons: [{ id: x, phrase: test.label, dialog: menu }] }',
    "4: step 'a': option 'x' has 81 characters in en; a button of web-chat has 80, so it is listed in the text",
  ],
  ...['client', 'welcomed', 'suspended', 'told-queue', 'told-language', 'more-from', 'question', 'safeguard', 'risk'].map(
    (name) =>
      [
        `own variable of the engine, set: ${name}`,
        `- { id: a, type: set, values: { vars.x: 1, vars.${name}: 1 } }`,
        `4: step 'a' writes 'vars.${name}', which the engine keeps for itself; take another name`,
      ] as const,
  ),
  [
    'own variable of the engine, saved',
    '- { id: a, type: ask, phrase: ask.how, expect: text, save: vars.suggestions }',
    "4: step 'a' writes 'vars.suggestions', which the engine keeps for itself; take another name",
  ],
  [
    'own variable of the engine, set to more than nothing',
    '- { id: a, type: set, values: { vars.asked-city: true } }',
    "4: step 'a' writes 'vars.asked-city', which the engine keeps for itself; a dialog may only set it to null",
  ],
  [
    'entry from another list than the suggestions',
    '- { id: a, type: choose, phrase: ask.how, options: topics, save: vars.entry }',
    "4: step 'a' writes 'vars.entry', which the engine keeps for itself; a dialog may only save a choice from suggestions",
  ],
  [
    'topic for a mentor that is none',
    '- { id: a, type: choose, phrase: ask.how, options: topics, save: vars.mentor-topic }',
    "4: step 'a' writes 'vars.mentor-topic', which the engine keeps for itself; a dialog may only save a choice from mentor-topics or set it to null",
  ],
];

const planted = {
  'only-english': 'Only here',
  unfilled: 'Your {{shoe}} size',
  long: 'x'.repeat(5000),
  label: 'x'.repeat(81),
};

test.each(cases)('finds: %s', (_name, steps, fault) => {
  const over = withDialogs(assets, { try: `id: try\nword: menu\nsteps:\n  ${steps}\n` }, planted);
  const found = inspect(over, channels).map(formatFault);
  const own = found.filter((line) => line.startsWith('dialogs/try.yaml:') && !line.includes("'word: menu'"));
  expect(own).toContainEqual(expect.stringContaining(`dialogs/try.yaml:${fault.split('…')[0] ?? ''}`));
});

test.each([
  ['moved to a step that is not there', 'moved: { old: nowhere }', "1: moved: 'old' leads to 'nowhere', which is no step here"],
  ['moved though it is still there', 'moved: { a: b }', "1: moved: 'a' is still a step here, so nobody is moved"],
  [
    'a global word that no language has',
    'word: nothing',
    "1: the words 'words.nothing' are missing in it, en, ar, zh, es, fr, bn, ur, uk, sq, de, sl, hr, hu",
  ],
])('finds at the head of a dialog: %s', (_name, head, fault) => {
  const steps = 'steps:\n  - { id: a, type: say, phrase: ask.how }\n  - { id: b, type: end }\n';
  const found = inspect(withDialogs(assets, { try: `id: try\n${head}\n${steps}` }), channels).map(formatFault);
  expect(found).toContain(`dialogs/try.yaml:${fault}`);
});

test('a phrase that the assistant itself says and a language lacks', () => {
  const italian = assets.phrases['it'] ?? {};
  const { reply: _reply, ...bot } = italian['bot'] ?? {};
  const over = { ...assets, phrases: { ...assets.phrases, it: { ...italian, bot } } };
  expect(inspect(over, channels).map(formatFault)).toContain(
    "locales/it/bot.json:1: phrase 'reply.retry' is missing; the assistant itself says it",
  );
});

test('what dialogs may do with the engine’s variables is no fault', () => {
  const steps =
    '  - { id: a, type: set, values: { vars.asked-city: null, vars.mentor-topic: null } }\n' +
    '  - { id: b, type: choose, phrase: ask.how, options: mentor-topics, save: vars.mentor-topic }\n' +
    '  - { id: c, type: choose, phrase: ask.how, options: suggestions, save: vars.entry }\n';
  const over = withDialogs(assets, { try: `id: try\nword: help\nsteps:\n${steps}` });
  expect(inspect(over, channels).filter(({ message }) => message.includes('for itself'))).toEqual([]);
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
