import type { Safeguard, SafeguardText } from '../../src/domain/safeguard.ts';
import { compileTriggers } from '../../src/knowledge/safety/compile-triggers.ts';
import { describe, expect, test } from 'vitest';

function card(family: string, triggers: readonly string[], latin: readonly string[] = []): Safeguard {
  const text: SafeguardText = { language: 'en', card: '', triggers, latin, by: '', reviewedBy: null, sourceHash: null };
  return { family, mentorTopic: 'rights', contacts: [], texts: { en: text } };
}

const match = compileTriggers([
  card('threats', ['loan shark*', 'lender + threat*', 'يهددني', '高利贷 + 威胁'], ['yhadedni']),
  card('violence', ['hits me', 'burn* my shop']),
]);

describe('a trigger', () => {
  test.each([
    ['in a row', 'He HITS me!', 'violence'],
    ['not in a row', 'me he hits', null],
    ['with any ending', 'a loan-sharking man', 'threats'],
    ['inside another word', 'moloan sharks', null],
    ['with an ending inside', 'they burned my shop', 'violence'],
    ['with all parts, in any order', 'he threatens me, my lender', 'threats'],
    ['with one part only', 'my lender is a bank', null],
    ['in Arabic, spelt with marks', 'صاحب الفلوس يُهدّدني', 'threats'],
    ['in Arabic, with a particle written on', 'ويهددني كل يوم', 'threats'],
    ['in Chinese, anywhere in the sentence', '借了高利贷他们威胁我家人', 'threats'],
    ['in Latin letters', 'Rajel yhadedni', 'threats'],
    ['of two families: the more urgent', 'the loan shark hits me', 'violence'],
    ['nowhere', 'how do I pay F24', null],
    ['in nothing', '', null],
  ])('%s', (_, text, family) => {
    expect(match(text)).toBe(family);
  });

  test('that is empty matches nothing', () => {
    expect(compileTriggers([card('threats', ['', ' + ', '*'])])('anything')).toBeNull();
  });
});

test.each([
  ['either word of a group', 'my boss hit me', 'violence'],
  ['the other one', 'he hits me', 'violence'],
  ['a wording of several words', 'my flat mate slapped me', 'violence'],
  ['only one part of two', 'my boss is kind', null],
])('a line with alternatives: %s', (_, text, family) => {
  const either = card('violence', ['{boss|he|flat mate} + {hit*|slap*}']);
  expect(compileTriggers([either])(text)).toBe(family);
});
