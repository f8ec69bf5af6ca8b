import type { Assets } from '../../src/domain/assets.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import { foreignQuestions, misspeltQuestions } from './misspelt-questions.ts';
import { shippedAssets, shippedKnowledge } from '../support/shipped.ts';
import { asked, noPrior } from './small-knowledge.ts';
import { beforeAll, expect, test } from 'vitest';

let assets: Assets;
let knowledge: Knowledge;
beforeAll(async () => {
  assets = await shippedAssets();
  knowledge = await shippedKnowledge(assets);
}, 60_000);

test('every question of an answer, typed exactly, finds it first', () => {
  const wrong = [...assets.entries.values()].flatMap((entry) =>
    Object.values(entry.texts).flatMap(({ language, questions, latin }) =>
      [...questions, ...latin].filter(
        (text) => knowledge.find(asked(text, { language, country: entry.country })).hits[0]?.entry !== entry.id,
      ),
    ),
  );
  expect(assets.entries.size).toBeGreaterThanOrEqual(20);
  expect(wrong).toEqual([]);
}, 60_000);

test('of forty questions that people misspell, 35 find their answer first and 26 are answered at once', () => {
  const found = misspeltQuestions.filter(([language, entry, text]) => first(text, language) === entry);
  const answered = found.filter(([language, , text]) => knowledge.find(asked(text, { language })).decision === 'answer');
  expect(misspeltQuestions).toHaveLength(40);
  expect(found.length).toBeGreaterThanOrEqual(35);
  expect(answered.length).toBeGreaterThanOrEqual(26);
});

test('at most one of them is answered wrongly at once', () => {
  const wrong = misspeltQuestions.filter(([language, entry, text]) => {
    const { decision, hits } = knowledge.find(asked(text, { language }));
    return decision === 'answer' && hits[0]?.entry !== entry;
  });
  expect(wrong.length).toBeLessThanOrEqual(1);
});

test('of sixteen questions that the content says nothing about, at most one is answered', () => {
  const answered = foreignQuestions.filter(([language, text]) => knowledge.find(asked(text, { language })).decision === 'answer');
  expect(answered.length).toBeLessThanOrEqual(1);
});

test('their language is told without knowing anything about the person', () => {
  const wrong = [...misspeltQuestions.map(([language, , text]) => [language, text] as const), ...foreignQuestions].filter(
    ([language, text]) => knowledge.detect(text, noPrior).language !== language,
  );
  expect(wrong).toEqual([]);
});

test('no question of ours is taken for small talk', () => {
  const lost = [...assets.entries.values()].flatMap((entry) =>
    Object.values(entry.texts).flatMap(({ questions, latin }) =>
      [...questions, ...latin].filter((text) => knowledge.smallTalk(text) !== null),
    ),
  );
  expect(lost).toEqual([]);
}, 60_000);

function first(text: string, language: string): string | undefined {
  return knowledge.find(asked(text, { language })).hits[0]?.entry;
}
