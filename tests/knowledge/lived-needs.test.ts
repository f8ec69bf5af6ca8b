import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Finding } from '../../src/domain/knowledge.ts';
import { shippedAssets, shippedKnowledge } from '../support/shipped.ts';
import { asked } from './small-knowledge.ts';

/**
 * Messages as people type them, in fourteen languages and four romanised ones, written from the research alone by somebody who had not
 * seen the content's questions. They are for measuring: what fails here is not to be copied into the content.
 */
interface Message {
  readonly text: string;
  /** As people write it: `ar-Latn` is Arabic in Latin letters. */
  readonly language: string;
  readonly country: string;
  /** Briefs of the answers that help; none: nothing answers it. */
  readonly rel: readonly string[];
}

interface Asked {
  readonly message: Message;
  readonly finding: Finding;
  /** Place of the first right answer among the hits; -1: none. */
  readonly rank: number;
}

let inside: readonly Asked[];
let outside: readonly Asked[];

beforeAll(async () => {
  const assets = await shippedAssets();
  const knowledge = await shippedKnowledge(assets);
  const file = join(import.meta.dirname, 'lived-needs/messages.yaml');
  const messages = parse(await readFile(file, 'utf8')) as readonly Message[];
  const all = messages.map((message): Asked => {
    const finding = knowledge.find(asked(message.text, { language: message.language.slice(0, 2), country: message.country }));
    return {
      message,
      finding,
      rank: finding.hits.findIndex(({ entry }) => message.rel.includes(assets.entries.get(entry)?.brief ?? '')),
    };
  });
  inside = all.filter(({ message }) => message.rel.length > 0);
  outside = all.filter(({ message }) => message.rel.length === 0);
}, 300_000);

const share = (some: readonly unknown[], all: readonly unknown[]): number => some.length / all.length;

test('the right answer is first for most, and among the first three for nearly all', () => {
  const first = share(
    inside.filter(({ rank }) => rank === 0),
    inside,
  );
  const amongThree = share(
    inside.filter(({ rank }) => rank >= 0 && rank < 3),
    inside,
  );
  expect(first).toBeGreaterThanOrEqual(0.78);
  expect(amongThree).toBeGreaterThanOrEqual(0.9);
});

test('what is given as the answer is the answer', () => {
  const answered = inside.filter(({ finding }) => finding.decision === 'answer');
  const wrong = answered.filter(({ rank }) => rank !== 0);
  expect(answered.length).toBeGreaterThan(100);
  expect(share(wrong, answered)).toBeLessThanOrEqual(0.02);
  expect(wrong.filter(({ finding }) => ['H2', 'H3'].includes(finding.hits[0]?.risk ?? ''))).toEqual([]);
});

test('what nothing answers is declined by most, and answered by hardly any', () => {
  const declined = outside.filter(({ finding }) => finding.decision === 'decline');
  const answered = outside.filter(({ finding }) => finding.decision === 'answer');
  expect(share(declined, outside)).toBeGreaterThanOrEqual(0.8);
  expect(share(answered, outside)).toBeLessThanOrEqual(0.06);
});
