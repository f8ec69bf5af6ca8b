import type { Knowledge } from '../../src/domain/knowledge.ts';
import { shippedAssets, shippedKnowledge } from '../support/shipped.ts';
import { noPrior } from './small-knowledge.ts';
import { beforeAll, describe, expect, test } from 'vitest';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await shippedKnowledge(await shippedAssets());
}, 120_000);

describe('a text is surely', () => {
  test.each([
    ['it', 'vorrei parlare con una persona per favore'],
    ['en', 'I would like to talk to somebody please'],
    ['es', 'me gustaría hablar con alguien por favor'],
    ['fr', "j'aimerais parler à quelqu'un s'il vous plaît"],
    ['ar', 'أريد التحدث مع شخص'],
    ['zh', '我想找人聊聊'],
    ['ur', 'میں کسی سے بات کرنا چاہتا ہوں'],
    ['bn', 'আমি কারো সাথে কথা বলতে চাই'],
    ['ru', 'я хочу поговорить с человеком'],
    ['uk', 'я хочу поговорити з людиною, її'],
    ['ar', 'عايز اعرف عن permesso di soggiorno والشغل'],
    ['zh', '我的permesso di soggiorno到期了'],
    ['en', 'what do I need for the permesso di soggiorno'],
  ])('%s: %s', (language, text) => {
    expect(knowledge.detect(text, noPrior)).toMatchObject({ language, variety: language, sure: true });
  });
});

test.each([
  ['ar-Latn', 'ana 3ayez a3raf ezay aftah ma7al'],
  ['zh-Latn', 'wo xiang kai yi jia dian zenme ban'],
])('romanised %s is told as its language', (variety, text) => {
  const detection = knowledge.detect(text, noPrior);
  expect(detection).toMatchObject({ variety, language: variety.slice(0, 2) });
});

describe('what tells nothing leaves the language as it is:', () => {
  test.each(['ok', '24', '😀😀', '', 'SCIA', 'permesso di soggiorno', 'partita iva'])("'%s'", (text) => {
    const detection = knowledge.detect(text, { language: 'zh', secondLanguage: null, client: 'it' });
    expect(detection.sure).toBe(false);
  });
  test('without letters, the person’s own language is the answer, else their client’s, else English', () => {
    expect(knowledge.detect('24', { language: 'zh', secondLanguage: null, client: 'it' }).language).toBe('zh');
    expect(knowledge.detect('24', { language: null, secondLanguage: null, client: 'it' }).language).toBe('it');
    expect(knowledge.detect('24', noPrior).language).toBe('en');
  });
});

test('a doubtful text is read in the language the person is known to use', () => {
  const languages = ['it', 'es'].map((language) => knowledge.detect('licencia', { ...noPrior, language }).confidence);
  expect(languages[1]).toBeGreaterThan(languages[0] ?? 1);
});
