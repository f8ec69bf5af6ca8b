import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWidget } from '../../support/build-browser.ts';
import type { Built } from '../../support/build-browser.ts';
import { projectRoot } from '../../support/source-files.ts';

/** Brotli bytes of all that a page loads: script, style, the phrases of one language. Source: prepaid data on a slow phone. */
const budget = 15 * 1024;
const languages = readdirSync(join(projectRoot, 'locales'), { withFileTypes: true })
  .filter((item) => item.isDirectory())
  .map(({ name }) => name);
const phrasesOf = (language: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(projectRoot, 'locales', language, 'chat.json'), 'utf8')) as Record<string, unknown>;

describe('what a page loads', () => {
  let built: Built;
  beforeAll(async () => {
    built = await buildWidget();
  });
  afterAll(async () => {
    await built.remove();
  });

  test('is at most 15 KiB in every language', () => {
    const weigh = (file: string): number => brotliCompressSync(readFileSync(join(built.folder, file))).length;
    const files = readdirSync(join(built.folder, 'widget'));
    const weights = languages.map((language) => {
      const file = files.find((name) => name.startsWith(`${language}-`));
      return weigh('widget.js') + (file === undefined ? 0 : weigh(`widget/${file}`));
    });
    expect(files).toHaveLength(languages.length - 1);
    expect(Math.max(...weights)).toBeLessThanOrEqual(budget);
    expect(Math.min(...weights)).toBeGreaterThan(5_000);
  });

  test('is one classic script that names no other host and writes no markup', () => {
    const script = readFileSync(join(built.folder, 'widget.js'), 'utf8');
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
    expect(script.match(/https?:\/\/[\w.]+/g)).toEqual(['http://www.w3.org']);
    expect(script).not.toMatch(/^(?:import|export)\b/m);
  });
});

describe('phrases', () => {
  const plural = /^unread_/;
  const keysOf = (language: string): readonly string[] =>
    Object.keys(phrasesOf(language))
      .filter((key) => !plural.test(key))
      .toSorted();

  test.each(languages)('%s says everything that English says, and every plural its language has', (language) => {
    expect(keysOf(language)).toEqual(keysOf('en'));
    const plurals = Object.keys(phrasesOf(language))
      .filter((key) => plural.test(key))
      .map((key) => key.replace(plural, ''));
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    expect(plurals.toSorted()).toEqual(needed.toSorted());
    const holes = (code: string): readonly string[] =>
      keysOf(code).map(
        (key) =>
          String(phrasesOf(code)[key])
            .match(/\{\{\w+\}\}/g)
            ?.join() ?? '',
      );
    expect(holes(language)).toEqual(holes('en'));
    expect(Object.keys(phrasesOf(language)['plain'] as object).toSorted()).toEqual(
      Object.keys(phrasesOf('en')['plain'] as object).toSorted(),
    );
  });
});

describe('tokens', () => {
  const css = readFileSync(join(projectRoot, 'src/browser/tokens.css'), 'utf8');

  /** Of a pair `light-dark(light, dark)`. */
  function colour(name: string, scheme: 'light' | 'dark'): string {
    const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css) ?? [];
    return (scheme === 'light' ? light : dark) ?? `no ${name}`;
  }

  /** Relative luminance. Source: WCAG 2.2. */
  function luminance(hex: string): number {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one: string, other: string): number {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  test.each(['light', 'dark'] as const)('text holds 7:1 and edges 3:1 on every ground, in the %s', (scheme) => {
    const texts = {
      ink: ['paper', 'raised', 'sunken', 'accent-soft', 'mentor-soft', 'alert-soft'],
      'ink-soft': ['paper', 'raised', 'sunken'],
      'accent-ink': ['paper', 'raised', 'accent-soft', 'mentor-soft'],
      'mentor-ink': ['paper', 'raised', 'mentor-soft'],
      'alert-ink': ['paper', 'raised', 'alert-soft'],
    };
    const edges = {
      edge: ['paper', 'raised'],
      accent: ['paper', 'raised'],
      mentor: ['paper', 'mentor-soft'],
      'on-accent': ['accent'],
    };
    const low = (table: Readonly<Record<string, readonly string[]>>, least: number): readonly string[] =>
      Object.entries(table).flatMap(([name, grounds]) =>
        grounds.flatMap((ground) => {
          const found = contrast(colour(name, scheme), colour(ground, scheme));
          return found >= least ? [] : [`${name} on ${ground}: ${found.toFixed(2)}`];
        }),
      );
    expect([...low(texts, 7), ...low(edges, 3)]).toEqual([]);
  });

  test('the plain palette is the light half of the other', () => {
    const plain = css.slice(0, css.indexOf('@supports'));
    for (const [, name, light] of css.matchAll(/--([\w-]+): light-dark\((#\w{6}),/g))
      expect(plain).toContain(`--${name ?? ''}: ${light ?? ''};`);
  });
});
