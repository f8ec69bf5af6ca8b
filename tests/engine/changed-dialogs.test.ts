import { expect, test } from 'vitest';
import type { ConversationState } from '../../src/domain/conversation.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import type { TurnResult } from '../../src/domain/turn.ts';
import { loadTestAssets, withDialogs } from '../support/assets.ts';
import { contextFor } from '../support/golden.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const assets = await loadTestAssets();
const knowledge = simpleKnowledge(assets);
const phrases = { size: 'Which size?', colour: 'Which colour?', small: 'Small', large: 'Large', thanks: 'Thank you' };

function stepsFrom(first: string, moved = ''): string {
  return `id: shop
${moved}
steps:
  - { id: ${first}, type: choose, phrase: test.size, save: vars.size, options: [{ id: s, phrase: test.small }, { id: l, phrase: test.large }] }
  - { id: thanks, type: say, phrase: test.thanks }
`;
}

/** Someone stands at the old dialog's first step; then the file changes and they write. */
function replyAfterChange(changed: string | null, reply: { readonly text?: string; readonly value?: string }): TurnResult {
  const old = withDialogs(assets, { shop: stepsFrom('size') }, phrases);
  const before = run(old, { value: '>shop' });
  const now = changed === null ? withDialogs(assets, {}, phrases) : withDialogs(assets, { shop: changed }, phrases);
  return run(now, reply, before.state);
}

function run(
  over: Parameters<typeof createEngine>[0],
  activity: { readonly text?: string; readonly value?: string },
  state?: ConversationState,
): TurnResult {
  const context = contextFor({ contact: { language: 'en', country: 'it' }, turns: [] });
  const input = { type: 'activity', activity: { type: 'message', ...activity } } as const;
  return createEngine(over, knowledge).run(input, state === undefined ? context : { ...context, state });
}

const texts = ({ replies }: TurnResult): readonly string[] => replies.map(({ text }) => text ?? '');

test('a step that kept its id takes the reply as if nothing had changed', () => {
  const result = replyAfterChange(`# another line\n${stepsFrom('size')}`, { text: 'small' });
  expect(texts(result)).toEqual(['Thank you']);
  expect(result.state.vars['size']).toBe('s');
});

test.each([{ text: 'large' }, { value: 'shop.size.l' }])('a renamed step takes the reply under its new name: %o', (reply) => {
  const result = replyAfterChange(stepsFrom('measure', 'moved: { size: measure }'), reply);
  expect(texts(result)).toEqual(['Thank you']);
  expect(result.state.vars['size']).toBe('l');
});

test('a step that is gone starts its dialog anew, with a sentence', () => {
  const result = replyAfterChange(stepsFrom('measure'), { text: 'small' });
  expect(texts(result)).toEqual(['This part has changed since you last wrote, so we start it again.', 'Which size?']);
  expect(result.state.stack.map(({ step, waiting }) => [step, waiting])).toEqual([['measure', true]]);
  expect(result.faults).toEqual([]);
});

test('a dialog that is gone leaves a sentence and a free conversation', () => {
  const result = replyAfterChange(null, { text: 'small' });
  expect(texts(result)).toEqual(['This part has changed since you last wrote, so we start it again.']);
  expect(result.state.stack).toEqual([]);
});

test('global words come before the sentence', () => {
  const said = texts(replyAfterChange(null, { text: 'menu' })).join('\n');
  expect(said).toContain('What do you need? You can also just write your question.');
  expect(said).not.toContain('This part has changed');
});

test.each([
  ['a call of a dialog that is not there', '- { id: a, type: call, dialog: nowhere }', 'there is no dialog nowhere'],
  ['a step that is not there', '- { id: a, type: set, values: { vars.x: 1 }, next: nowhere }', 'dialog try has no step nowhere'],
  [
    'a loop that never asks',
    '- { id: a, type: set, values: { vars.x: 1 }, next: a }',
    'dialog try loops: more steps than a turn may have, at step a',
  ],
])('%s is a fault, and the fallback speaks', (_name, step, fault) => {
  const broken = withDialogs(assets, { try: `id: try\nsteps:\n  ${step}\n` });
  const result = run(broken, { value: '>try' });
  expect(result.faults).toEqual([fault]);
  expect(texts(result)).toEqual([
    'Something went wrong on our side. Your message is kept. Please try again, or talk to a person.',
  ]);
  expect(result.state.stack).toEqual([]);
});

test('a phrase that no language has is a fault and stays unsaid', () => {
  const broken = withDialogs(assets, { try: 'id: try\nsteps:\n  - { id: a, type: say, phrase: test.nowhere }\n' });
  const result = run(broken, { value: '>try' });
  expect(result.faults).toEqual(['phrase test.nowhere is missing in en']);
  expect(result.replies).toEqual([]);
});

test('even a broken fallback ends the turn', () => {
  const source = 'id: fault\non: fault\nsteps:\n  - { id: a, type: call, dialog: nowhere }\n';
  const result = run(withDialogs(assets, { fault: source }), { value: '>fault' });
  expect(result.faults).toEqual(['there is no dialog nowhere', 'there is no dialog nowhere']);
  expect(texts(result)).toHaveLength(1);
});
