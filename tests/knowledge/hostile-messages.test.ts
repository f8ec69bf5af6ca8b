import type { Knowledge } from '../../src/domain/knowledge.ts';
import { explain } from '../../src/knowledge/explain.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { learn } from '../../src/knowledge/learn.ts';
import { hugeMessages, randomMessages } from '../support/hostile-messages.ts';
import { asked, noPrior, smallAssets, smallKnowledge } from './small-knowledge.ts';
import { beforeAll, describe, expect, test } from 'vitest';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await smallKnowledge();
  knowledge.find(asked('warm up'));
});

function understand(text: string): void {
  knowledge.detect(text, noPrior);
  knowledge.find(asked(text));
  knowledge.smallTalk(text);
  knowledge.safeguard(text);
}

describe('is read without a crash and soon:', () => {
  test.each(Object.entries(hugeMessages))('%s', (_, text) => {
    const start = performance.now();
    understand(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

test('three thousand random messages are understood without a crash', () => {
  for (const text of randomMessages(7).take(3000)) understand(text);
  expect(knowledge.find(asked('register a small business in italy')).decision).toBe('answer');
});

test('an explanation names language, form, scores and decision', async () => {
  const assets = await smallAssets();
  const explained = explain(assets, learn(assets), asked('Registr a SMALL busines'));
  expect(explained.normalised).toBe('registr a small busines');
  expect(explained.corrected).toContain('business');
  expect(explained.top[0]?.entry).toBe('it/open-shop');
  expect(explained.finding).toEqual(createKnowledge(assets).find(asked('Registr a SMALL busines')));
  expect(Object.values(explained.signals).every(Number.isFinite)).toBe(true);
});
