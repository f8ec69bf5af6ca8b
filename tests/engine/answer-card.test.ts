import { expect, test } from 'vitest';
import type { AnswerCard } from '../../src/domain/activity.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import { loadTestAssets } from '../support/assets.ts';
import { contextFor } from '../support/golden.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const assets = await loadTestAssets();
const engine = createEngine(assets, simpleKnowledge(assets));

function cardFor(language: string, text: string): AnswerCard | undefined {
  const context = contextFor({ contact: { language, country: 'it', city: 'Milano' }, turns: [] });
  const state = { ...context.state, vars: { welcomed: true } };
  const { replies } = engine.run({ type: 'activity', activity: { type: 'message', text } }, { ...context, state });
  return replies.map(({ channelData }) => channelData?.sportello?.card).find((card) => card !== undefined);
}

test.each([
  ['a text nobody translated', 'en', 'can i open a shop with my permit', []],
  ['an unchecked translation', 'it', 'posso aprire un negozio con il mio permesso', ['Questa è una traduzione automatica.']],
  ['a city', 'en', 'can i sell food at the market', ['This holds only in Milano.']],
  [
    'another language, and overdue',
    'fr',
    'yearly fee chamber',
    [
      "Je n'ai pas encore ce texte dans votre langue. Le voici en anglais.",
      'Une révision était prévue avant le 20 décembre 2025. Les montants et les dates ont pu changer : demandez au bureau.',
    ],
  ],
])('a card bears the notes that the text has: %s', (_name, language, text, notes) => {
  expect(cardFor(language, text)?.notes).toEqual(notes);
});
