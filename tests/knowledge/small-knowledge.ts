import { loadAssets } from '../../src/assets/load-assets.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import type { Assets } from '../../src/domain/assets.ts';
import type { Knowledge, LanguagePrior, Question } from '../../src/domain/knowledge.ts';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export async function smallAssets(): Promise<Assets> {
  const small = join(root, 'tests/support/content-small');
  const { assets } = await loadAssets({
    content: join(small, 'content'),
    dialogs: join(small, 'dialogs'),
    locales: join(small, 'locales'),
  });
  return assets;
}

export async function smallKnowledge(): Promise<Knowledge> {
  return createKnowledge(await smallAssets());
}

export const noPrior: LanguagePrior = { language: null, secondLanguage: null, client: null };

export function asked(text: string, more: Partial<Question> = {}): Question {
  return { text, language: 'en', country: 'it', city: null, sector: null, stage: null, lastEntry: null, ...more };
}
