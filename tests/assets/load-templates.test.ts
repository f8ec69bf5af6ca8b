import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../support/source-files.ts';
import { loadTestAssets } from '../support/assets.ts';
import type { SmallTree } from './small-tree.ts';
import { smallTree } from './small-tree.ts';

const file = 'locales/whatsapp-templates.yaml';
let tree: SmallTree;
let shipped: string;

beforeEach(async () => {
  tree = await smallTree();
  await writeFile(join(tree.root, 'locales/languages.yaml'), await readFile(join(projectRoot, 'locales/languages.yaml')));
  shipped = await readFile(join(projectRoot, file), 'utf8');
});
afterEach(() => tree.remove());

async function faultsOf(text: string): Promise<readonly string[]> {
  await writeFile(join(tree.root, file), text);
  return (await tree.faults()).filter((fault) => fault.startsWith(file));
}

test('the product’s own are without fault', async () => {
  expect(await faultsOf(shipped)).toEqual([]);
  const { templates, languages } = await loadTestAssets();
  expect(templates.map(({ name, use }) => [name, use])).toEqual([
    ['sportello_mentor', 'mentor'],
    ['sportello_tip', 'pill'],
    ['sportello_notice', 'notice'],
  ]);
  for (const { body } of templates) expect(Object.keys(body)).toHaveLength(languages.length);
});

test('none are needed', async () => {
  expect((await tree.load()).assets.templates).toEqual([]);
});

test.each([
  ['a name WhatsApp refuses', 'name: sportello_tip', 'name: Sportello-Tip', "'name' is 'Sportello-Tip'; expected small letters"],
  ['an unknown use', 'for: pill', 'for: pil', "'for' is 'pil'; expected mentor, pill, notice"],
  ['a use without a template', 'for: pill', 'for: notice', "0 templates are for 'pill'; expected one for each"],
  ['an unknown parameter', 'parameters: [title]', 'parameters: [titel]', "'parameters' has 'titel'; expected mentor, title"],
  [
    'a language without words',
    '    hu: "Megérkezett',
    '    xx: "Megérkezett',
    "'body' has 'xx', which languages.yaml does not list",
  ],
  ['a gap too few', 'ready: {{1}}. Tap', 'ready. Tap', "'body' in en has the gaps ''; expected '1'"],
  ['a gap of another number', 'ready: {{1}}. Tap', 'ready: {{2}}. Tap', "'body' in en has the gaps '2'; expected '1'"],
  [
    'a gap at the end',
    'ready: {{1}}. Tap the button to read it. To get no more of them, write stop."',
    'ready: {{1}}."',
    "'body' in en begins or ends with a gap",
  ],
  ['a long button', 'en: Read it', 'en: Read this message in this place', "'button' in en has 31 characters"],
])('%s is told', async (_what, from, to, fault) => {
  const said = await faultsOf(shipped.replace(from, to));
  expect(said.join('\n')).toContain(fault);
  for (const line of said) expect(line).toMatch(/^locales\/whatsapp-templates\.yaml:\d+: /);
});
