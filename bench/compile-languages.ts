// Gathers src/knowledge/language-id/corpus/*.txt into corpus.json, which the product imports: node bench/compile-languages.ts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, '../src/knowledge/language-id');
const files = readdirSync(join(folder, 'corpus')).filter((file) => file.endsWith('.txt'));
const corpus = Object.fromEntries(
  files.toSorted().map((file) => [basename(file, '.txt'), readFileSync(join(folder, 'corpus', file), 'utf8').trimEnd()]),
);
writeFileSync(join(folder, 'corpus.json'), `${JSON.stringify(corpus, null, 1)}\n`);
