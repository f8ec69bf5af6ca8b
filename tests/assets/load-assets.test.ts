import { loadAssets } from '../../src/assets/load-assets.ts';
import { smallTree } from './small-tree.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedAssets } from '../../src/assets/load-assets.ts';
import type { SmallTree } from './small-tree.ts';

let tree: SmallTree;
let loaded: LoadedAssets;
beforeAll(async () => {
  tree = await smallTree();
  loaded = await tree.load();
});
afterAll(() => tree.remove());

test('an answer carries its fields, its sources and its texts', () => {
  const entry = loaded.assets.entries.get('it/open-shop');
  expect(entry).toMatchObject({
    id: 'it/open-shop',
    mentorTopic: 'startup',
    stages: ['idea', 'start'],
    expiresOn: null,
    related: ['it/sell-food'],
    sources: [{ body: 'Camera di commercio', url: 'https://www.example.it/imprese', asOf: '2026-01', openedBy: null }],
  });
  expect(entry?.texts['it']?.body).toEqual({
    short: '**Sì, puoi.** Serve la *partita IVA* (numero fiscale). Costa 1.234,50 euro nel 2026.',
    full: 'Prima riga della risposta.\nPaga entro il 16 maggio 2026.',
    steps: ['Chiedi il numero.', 'Iscriviti alla Camera.'],
    documents: ["Carta d'identità"],
    cost: null,
    deadlines: null,
    office: 'Camera di commercio · https://www.example.it/imprese · 800 123 456',
  });
});

test('a pill knows its right option by index', () => {
  const pill = loaded.assets.pills.get('first-price');
  expect(pill).toMatchObject({ topic: 'money', answer: 1, countryLine: false });
  expect(pill?.texts['en']?.options[pill.answer]).toBe('The cost');
});

test('a safeguard keeps numbers as text and triggers as written', () => {
  const card = loaded.assets.safeguards.get('threats');
  expect(card?.contacts).toEqual([{ country: 'it', name: 'Numero unico di emergenza', phone: '112', hours: '24h' }]);
  expect(card?.texts['en']?.triggers).toEqual(['loan shark*', 'lender + threat*']);
});

test('terms, languages, phrases and dialogs are read', () => {
  expect(loaded.assets.terms).toEqual([
    {
      country: 'it',
      term: 'partita IVA',
      also: ['partita eva'],
      explain: { en: 'business tax number', it: 'numero fiscale' },
      say: {},
    },
  ]);
  expect(loaded.assets.languages.map(({ code }) => code)).toEqual(['en', 'it']);
  expect(loaded.assets.phrases['it']?.['bot']).toMatchObject({ menu: { hello: 'Ciao {{name}}' } });
  expect([...loaded.assets.dialogs.keys()]).toEqual(['menu']);
});

test('folders that are not there give faults, not a crash', async () => {
  const nowhere = join(tree.root, 'nowhere');
  const { assets, faults } = await loadAssets({ content: nowhere, dialogs: nowhere, locales: nowhere });
  expect(assets.entries.size).toBe(0);
  expect(faults.map(({ message }) => message)).toEqual([
    'there is no such folder; correct CONTENT_DIR',
    'there is no such folder; correct DIALOGS_DIR',
    'there is no such folder; correct LOCALES_DIR',
    'the file is missing: it lists the languages the assistant speaks',
  ]);
});
