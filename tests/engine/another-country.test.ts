import { expect, test } from 'vitest';
import type { Finding } from '../../src/domain/knowledge.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import { loadTestAssets } from '../support/assets.ts';
import { contextFor } from '../support/golden.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const assets = await loadTestAssets();
const hits = [{ entry: 'it/open-a-shop', score: 0.9, risk: 'H0' }] as const;

test.each(['answer', 'suggest'] as const)('rules of another country are never said, although they are found (%s)', (decision) => {
  const finding: Finding = { decision, hits, probability: 0.9 };
  const engine = createEngine(assets, { ...simpleKnowledge(assets), find: () => finding });
  const context = contextFor({ contact: { language: 'en', country: 'de' }, turns: [] });
  const state = { ...context.state, vars: { welcomed: true } };
  const input = { type: 'activity', activity: { type: 'message', text: 'can i open a shop' } } as const;
  const { replies, outcome } = engine.run(input, { ...context, state });
  expect(outcome).toBe('decline');
  expect(replies.map(({ text }) => text)).toEqual([
    'I have no information for Germany yet. So far I know: Italy. A person can still help you.',
  ]);
});
