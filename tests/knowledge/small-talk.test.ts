import type { Knowledge, SmallTalk } from '../../src/domain/knowledge.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { smallAssets, smallKnowledge } from './small-knowledge.ts';
import { beforeAll, describe, expect, test } from 'vitest';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await smallKnowledge();
});

const kinds: Readonly<Record<SmallTalk, readonly string[]>> = {
  greeting: [
    'Hi!',
    'CIAO',
    'Buongiorno',
    'Buenos días',
    'Bonjour',
    'السلام عليكم',
    'أهلاً وسهلاً',
    '你好！',
    '您好',
    'salam',
    'hello good morning',
    '👋',
  ],
  thanks: ['Thanks!!', 'grazie mille', 'muchas gracias', 'merci beaucoup', 'شكراً جزيلاً', '谢谢您', 'hi, thank you', '🙏🙏'],
  'who-are-you': [
    'Who are you?',
    'sei un robot?',
    '¿quién eres?',
    'Qui êtes-vous ?',
    'من أنت؟',
    '你是谁',
    '你好，你是机器人吗？',
  ],
  insult: ['you are stupid', 'vaffanculo', 'eres tonto', 'ta gueule', 'أنت غبي', '笨蛋'],
  gibberish: ['asdfgh', 'qwerty', 'sdkfjhsdf', 'aaaaaaa', 'jkljkljkl', '😀😀😀', '???!!'],
  goodbye: ['bye bye', 'arrivederci', 'hasta luego', 'au revoir', 'مع السلامة', '再见'],
};

describe.each(Object.entries(kinds))('%s', (kind, texts) => {
  test.each(texts)('%s', (text) => {
    expect(knowledge.smallTalk(text)).toBe(kind);
  });
});

describe('what says more, or something else, is no small talk:', () => {
  test.each([
    'ciao, posso aprire un bar?',
    'hello I need help with my permit',
    '你好我想开店',
    'شكرا بس كيف ادفع F24',
    'SCIA',
    'INPS',
    'F24',
    '12',
    'ok',
    'no',
    '',
    'someone threatens me',
  ])("'%s'", (text) => {
    expect(knowledge.smallTalk(text)).toBeNull();
  });
});

test('translators add words of their own', async () => {
  const assets = await smallAssets();
  const phrases = { sw: { bot: { smalltalk_words: { greeting: ['habari yako'] } } } };
  expect(createKnowledge({ ...assets, phrases }).smallTalk('Habari yako!')).toBe('greeting');
});
