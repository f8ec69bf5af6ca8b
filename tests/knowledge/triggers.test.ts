import type { Safeguard, SafeguardText, WordClasses } from '../../src/domain/safeguard.ts';
import { compileTriggers } from '../../src/knowledge/safety/compile-triggers.ts';
import { findDangers, matchTriggers } from '../../src/knowledge/safety/match-triggers.ts';
import { describe, expect, test } from 'vitest';

const words: WordClasses = {
  all: { office: ['questura'] },
  en: {
    common: ['the', 'my', 'is', 'and', 'he', 'i', 'to', 'of', 'me', 'they'],
    lender: ['lender', 'loan shark*'],
    threat: ['threat*', 'scare* .. me'],
    refuse: ['refused', 'rejected'],
    film: ['film', 'movie'],
  },
  ar: { common: ['في', 'من', 'على'], lender: ['مرابي'], threat: ['*هدد*'] },
  zh: { lender: ['高利贷'], threat: ['威胁', '打..我'] },
  de: { common: ['der', 'die', 'und'], lender: ['kredithai*'], threat: ['bedroh*', 'prügel*'] },
  uk: { lender: ['лихвар*'], threat: ['погрож*'] },
};

function card(family: string, rules: readonly string[], triggers: readonly string[] = []): Safeguard {
  const text: SafeguardText = { language: 'en', card: '', triggers, latin: [], by: '', reviewedBy: null, sourceHash: null };
  return { family, mentorTopic: 'rights', contacts: [], rules, words, texts: { en: text } };
}

const index = compileTriggers([
  card('threats', ['<lender> + <threat> - <film>']),
  card('expulsion', ['<office> + <refuse>']),
  card('violence', [], ['{boss|he} ~ {hit*|slap*}']),
]);

describe('a rule of word classes', () => {
  test.each([
    ['is met in any order', 'he threatens me, my lender', 'threats'],
    ['is not met by one part alone', 'my lender is a bank', null],
    ['knows endings', 'the loan-sharking man and threats', 'threats'],
    ['knows words with others between', 'my lender scares all of me', 'threats'],
    ['is excused by what stands beside', 'a film of the lender and the threat', null],
    ['takes words that hold everywhere', 'the questura refused', 'expulsion'],
    ['reads Arabic with what is written onto a word', 'المرابي بيهددني كل يوم', 'threats'],
    ['reads Arabic spelt with marks', 'مرابي يُهدّدني', 'threats'],
    ['reads Chinese anywhere in a sentence', '借了高利贷他们威胁我家人', 'threats'],
    ['reads Chinese with signs between', '高利贷的人打了我', 'threats'],
    ['reads traditional characters', '高利貸的人威脅我', 'threats'],
    ['reads German without its dots', 'der kredithai und die pruegel', 'threats'],
    ['reads Ukrainian in Latin letters', 'lykhvar pohrozhuye', 'threats'],
    ['forgives drawn-out letters', 'my lenderrr threattttens', 'threats'],
    ['forgives one slip in a long word', 'der kredihtai und die bedrohung', 'threats'],
    ['is not met across a long text', `my lender is here ${'and the sea is blue '.repeat(6)} threats`, null],
    ['says nothing in another language', 'der lender und die threat und der der die', null],
    ['finds nothing in nothing', '', null],
  ])('%s', (_, text, family) => {
    expect(matchTriggers(index, text)).toBe(family);
  });
});

describe('a line of one language', () => {
  const own = compileTriggers([card('violence', [], ['{boss|he|flat mate} ~ {hit*|slap*}', 'burn* my shop'])]);
  test.each([
    ['either word of a group', 'my boss hit me', 'violence'],
    ['a wording of several words', 'my flat mate slapped me', 'violence'],
    ['words in a row', 'they burned my shop', 'violence'],
    ['words not in a row', 'my shop burned', null],
    ['only one part of two', 'my boss is kind', null],
    ['parts that are not near', 'my boss is one who never ever in his life would hit', null],
  ])('%s', (_, text, family) => {
    expect(matchTriggers(own, text)).toBe(family);
  });

  test('that is empty matches nothing', () => {
    const empty = compileTriggers([card('threats', ['', ' + ', '<unknown>'], ['*', ' ~ '])]);
    expect(matchTriggers(empty, 'anything at all')).toBeNull();
  });
});

test('of two dangers the one with more rules met comes first, of equals the more urgent', () => {
  const equal = compileTriggers([card('threats', [], ['lender']), card('violence', [], ['boss'])]);
  const uneven = compileTriggers([card('threats', [], ['lender', 'lender + me']), card('violence', [], ['boss'])]);
  expect(findDangers(equal, 'the lender and the boss and me').map(({ family }) => family)).toEqual(['violence', 'threats']);
  expect(findDangers(uneven, 'the lender and the boss and me').map(({ family }) => family)).toEqual(['threats', 'violence']);
});

test('a danger tells the rule and the wordings that met it', () => {
  expect(findDangers(index, 'he threatens me, my lender')).toEqual([
    { family: 'threats', language: 'en', rule: '<lender> + <threat> - <film>', clues: ['lender', 'threat*'] },
  ]);
});

test('compiled triggers are plain data that match the same after a copy', () => {
  expect(matchTriggers(structuredClone(index), 'he threatens me, my lender')).toBe('threats');
});

describe('of a text that cannot be in a language', () => {
  const sounds = compileTriggers([card('violence', [], ['{boss|he} ~ {hit*|slap*}'])]);
  test('rules of that language say nothing', () => {
    expect(matchTriggers(sounds, 'boss hits', () => false)).toBeNull();
    expect(matchTriggers(sounds, 'boss hits', (_, language) => language === 'en')).toBe('violence');
  });

  test('each language is asked once, and only where a rule is met', () => {
    const asked: string[] = [];
    const ask = (_: string, language: string): boolean => asked.push(language) > 0;
    matchTriggers(sounds, 'boss hits and he slaps', ask);
    matchTriggers(sounds, 'good morning', ask);
    expect(asked).toEqual(['en']);
  });
});
