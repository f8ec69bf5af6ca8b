import { formatFault } from '../../src/domain/assets.ts';
import type { Fault } from '../../src/domain/assets.ts';
import type { Dialog } from '../../src/domain/dialog.ts';
import { parseDialog } from '../../src/assets/load-dialogs.ts';
import { createPlaces } from '../../src/assets/places.ts';
import { describe, expect, test } from 'vitest';

function parse(source: string, name = 'menu.yaml'): { readonly dialog: Dialog | null; readonly faults: readonly string[] } {
  const all: Fault[] = [];
  const places = createPlaces({ content: 'content', dialogs: 'dialogs', locales: 'locales' });
  return { dialog: parseDialog(source, name, { all, places }), faults: all.map(formatFault) };
}

describe('a dialog file', () => {
  test('becomes a dialog with the lines of its steps and a hash of its text', () => {
    const source = [
      'word: menu',
      'on: question',
      'moved: { old: hello }',
      'steps:',
      '  - { id: hello, type: say, phrase: menu.hello, buttons: [{ id: a, phrase: menu.a, dialog: pills }] }',
      '  - id: pick',
      '    type: choose',
      '    phrase: menu.pick',
      '    options: countries',
      '    save: contact.country',
      '  - id: fork',
      '    type: branch',
      '    cases:',
      '      - { when: { contact.country: null, vars.kind: { not: [a, b] } }, to: hello }',
      '  - { id: bye, type: end }',
    ].join('\n');
    const { dialog, faults } = parse(source);
    expect(faults).toEqual([]);
    expect(dialog).toMatchObject({ id: 'menu', file: 'menu.yaml', word: 'menu', on: 'question', moved: { old: 'hello' } });
    expect(dialog?.hash).toMatch(/^[0-9a-f]{12}$/);
    expect(dialog?.steps).toEqual([
      { id: 'hello', type: 'say', line: 5, phrase: 'menu.hello', buttons: [{ id: 'a', phrase: 'menu.a', dialog: 'pills' }] },
      { id: 'pick', type: 'choose', line: 6, phrase: 'menu.pick', options: 'countries', save: 'contact.country' },
      {
        id: 'fork',
        type: 'branch',
        line: 11,
        cases: [{ when: { 'contact.country': null, 'vars.kind': { not: ['a', 'b'] } }, to: 'hello' }],
      },
      { id: 'bye', type: 'end', line: 15 },
    ]);
  });

  test('has another hash after any change', () => {
    const [one, two] = ['a', 'b'].map((phrase) => parse(`steps: [{ id: x, type: say, phrase: ${phrase} }]`).dialog?.hash);
    expect(one).not.toBe(two);
  });
});

const faulty: readonly (readonly [what: string, source: string, fault: string])[] = [
  [
    'an unknown step type',
    'steps:\n  - id: a\n    type: sya\n    phrase: x',
    "dialogs/menu.yaml:3: unknown step type 'sya'; expected say, ask, choose, branch, set, call, answer, feedback, subscribe, pause, " +
      'unsubscribe, pill, handoff, rate, my-data, forget, link, join, separate, switch, end',
  ],
  [
    'a misspelt field',
    'steps:\n  - id: a\n    type: say\n    phrse: x\n    phrase: y',
    "dialogs/menu.yaml:4: unknown field 'phrse'; expected id, type, next, phrase, buttons",
  ],
  ['a missing field', 'steps:\n  - { id: a, type: end }\n  - { id: b, type: call }', "dialogs/menu.yaml:3: 'dialog' is missing"],
  ['a step without id', 'steps:\n  - type: end', "dialogs/menu.yaml:2: 'id' is missing"],
  [
    'two steps of one id',
    'steps:\n  - { id: a, type: end }\n  - { id: a, type: end }',
    "dialogs/menu.yaml:3: step 'a' stands here twice; the first is on line 2",
  ],
  [
    'an unknown list of options',
    'steps:\n  - { id: a, type: choose, phrase: x, options: planets }',
    "dialogs/menu.yaml:2: 'options' is 'planets'; expected a list of options, or languages, countries, topics, hours, mentor-topics, suggestions",
  ],
  [
    'a slot that is none',
    'steps:\n  - { id: a, type: ask, phrase: x, expect: text, save: contact.nation }',
    "dialogs/menu.yaml:2: 'save' is 'contact.nation'; expected contact.language, contact.secondLanguage, contact.country, " +
      'contact.city, contact.zone, contact.sector, contact.stage, vars.<name>',
  ],
  [
    'an unknown trigger',
    'on: sunrise\nsteps: [{ id: a, type: end }]',
    "dialogs/menu.yaml:1: 'on' is 'sunrise'; expected started",
  ],
  [
    'an id other than the file',
    'id: start\nsteps: [{ id: a, type: end }]',
    "dialogs/menu.yaml:1: 'id' is 'start', but the file is 'menu.yaml'",
  ],
  ['no steps', 'word: menu', "dialogs/menu.yaml:1: 'steps' is missing or empty"],
  ['broken YAML', 'steps:\n  - { id: a, type: end', 'dialogs/menu.yaml:2: not valid YAML'],
  [
    'an unknown outcome',
    'steps:\n  - id: a\n    type: answer\n    to:\n      won: x',
    "dialogs/menu.yaml:5: unknown field 'won'; expected answered",
  ],
  [
    'days that are no number',
    'steps:\n  - { id: a, type: pause, days: soon }',
    "dialogs/menu.yaml:2: 'days' is 'soon'; expected a whole number above 0",
  ],
  [
    'a flag that is none',
    'steps:\n  - { id: a, type: feedback, useful: maybe }',
    "dialogs/menu.yaml:2: 'useful' is 'maybe'; expected true or false",
  ],
];

describe('a fault in a dialog names file, line and what is accepted:', () => {
  test.each(faulty)('%s', (_, source, fault) => {
    const { dialog, faults } = parse(source);
    expect(dialog).toBeNull();
    expect(faults.map((text) => text.slice(0, fault.length))).toContain(fault);
  });
});
