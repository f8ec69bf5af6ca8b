import { normalise } from '../../src/knowledge/tokens/normalise.ts';
import { plainTerms, terms } from '../../src/knowledge/tokens/tokenise.ts';
import { describe, expect, test } from 'vitest';

describe('one form for many ways of writing:', () => {
  test.each([
    ['case and accents', 'PERMESSO Può Ñandú', 'permesso puo nandu'],
    ['full-width letters and ligatures', 'ＳＣＩＡ ﬁsco', 'scia fisco'],
    ['alef, ya, ta marbuta, vowel marks, tatweel', 'إقامَة أُخرى مـحـل آخر', 'اقامه اخري محل اخر'],
    ['Persian keys', 'کارت ی', 'كارت ي'],
    ['digits of any script', '٢٠٢٦ ۲۰۲۶ ২০২৬', '2026 2026 2026'],
    ['invisible direction marks', '\u200fSCIA\u200e', 'scia'],
  ])('%s', (_, text, form) => {
    expect(normalise(text)).toBe(form);
  });
});

describe('terms', () => {
  test('words part at punctuation and at a change of script', () => {
    expect(plainTerms("l'affitto, la SCIA; f24")).toEqual(['l', 'affitto', 'la', 'scia', 'f24']);
    expect(plainTerms('الSCIA')).toEqual(['ال', 'scia']);
  });
  test('Arabic words lose article and joined particles, but stay words', () => {
    expect(plainTerms('المحل والضرائب بالتقسيط الى')).toEqual(['محل', 'ضرايب', 'تقسيط', 'الي']);
  });
  test('Han characters stand alone and in pairs', () => {
    expect(plainTerms('开餐车 ok')).toEqual(['开', '餐', '车', '开餐', '餐车', 'ok']);
  });
  test('longer words bring letter groups, so that a slip leaves most of them', () => {
    expect(terms('iva')).toEqual(['iva']);
    expect(terms('scia')).toEqual(['scia', '#_sc', '#sci', '#cia', '#ia_']);
    const [right, wrong] = ['permesso', 'permeso'].map((word) => new Set(terms(word)));
    expect(right?.intersection(wrong ?? new Set()).size).toBe(6);
  });
});
