import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '../../src/domain/errors.ts';
import { projectRoot } from '../support/source-files.ts';

test('docs/errors.md lists every error code, and no other', () => {
  const text = readFileSync(join(projectRoot, 'docs/errors.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1] ?? '');
  expect(listed.toSorted()).toEqual([...errorCodes].toSorted());
});
