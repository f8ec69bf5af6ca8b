import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../support/source-files.ts';

test('.env.example names every variable that the configuration reads, and no other', () => {
  const source = readFileSync(join(projectRoot, 'src/config.ts'), 'utf8');
  const read = [...source.matchAll(/'([A-Z][A-Z_]+)'/g)].map((match) => match[1] ?? '');
  const example = readFileSync(join(projectRoot, '.env.example'), 'utf8');
  const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1] ?? '');
  expect(named.toSorted()).toEqual([...new Set(read)].toSorted());
});
