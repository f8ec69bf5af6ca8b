import { describe, expect, test } from 'vitest';
import { isolateText } from '../../../src/channels/isolate-text.ts';
import { toBodies } from '../../../src/channels/whatsapp-cloud/from-activity.ts';
import type { Wording } from '../../../src/channels/whatsapp-cloud/from-activity.ts';
import { toTemplate } from '../../../src/channels/whatsapp-cloud/templates.ts';
import type { Activity } from '../../../src/domain/activity.ts';
import { loadTestAssets } from '../../support/assets.ts';
import { checkMessage } from '../../support/graph-checks.ts';

const wording: Wording = { languageOf: () => 'en', directionOf: () => 'ltr', openLabel: () => 'Choose' };

const withChoices = (titles: readonly string[], text = 'Which one?'): Activity => ({
  type: 'message',
  text,
  suggestedActions: { actions: titles.map((title, index) => ({ type: 'postBack', title, value: `d.s.${String(index)}` })) },
});

/** As the other side shows it, which refuses what Meta refuses. */
const shown = (activity: Activity) => toBodies(activity, wording).map((body) => checkMessage(body, [], new Set()));
const kinds = (activity: Activity) =>
  shown(activity)
    .at(-1)
    ?.choices.map(({ kind }) => kind) ?? [];

describe('choices', () => {
  test.each([
    ['three short ones are buttons', ['Yes', 'No', 'Twenty characters ok'], 'button_reply'],
    ['a long one makes a list', ['Yes', 'More than twenty characters'], 'list_reply'],
    ['four are a list', ['a', 'b', 'c', 'd'], 'list_reply'],
    ['ten are a list', [...'abcdefghij'], 'list_reply'],
    ['two of one name are a list', ['Yes', 'Yes'], 'list_reply'],
  ])('%s', (_what, titles, kind) => {
    expect(kinds(withChoices(titles))).toEqual(titles.map(() => kind));
  });

  test('more than ten are left to the numbers in the text', () => {
    expect(kinds(withChoices([...'abcdefghijk']))).toEqual([]);
  });

  test('a long label is whole below its short one', () => {
    const [row] = shown(withChoices(['Someone who bought this week', 'b']))[0]?.choices ?? [];
    expect(row).toMatchObject({ title: 'Someone who bought this…', description: 'Someone who bought this week' });
  });

  test('a long text is said before, and its end stands above them', () => {
    const sentence = 'Bring your passport and the blue form to the office. ';
    const all = shown(withChoices(['Yes'], sentence.repeat(100)));
    expect(all.length).toBe(3);
    expect(all.map(({ text }) => text).join(' ')).toBe(sentence.repeat(100).trim());
    expect(all.map(({ choices }) => choices.length)).toEqual([0, 0, 1]);
  });

  test('a link that was to be a button is a line', () => {
    const actions = [{ type: 'openUrl', title: 'The office', value: 'https://a.example' }] as const;
    expect(shown({ type: 'message', text: 'Here.', suggestedActions: { actions } })).toEqual([
      { text: 'Here.\n\nThe office: https://a.example', choices: [] },
    ]);
  });
});

test.each([
  ['a paragraph', 'ما هي Partita IVA وكيف تُفتح؟', 'ما هي \u2066Partita IVA\u2069 وكيف تُفتح؟'],
  ['a line that begins with a foreign word', 'INPS هي مؤسسة', '\u200F\u2066INPS\u2069 هي مؤسسة'],
  ['a name that is isolated already', 'المصدر: \u2068Registro Imprese\u2069', 'المصدر: \u2068Registro Imprese\u2069'],
  ['a telephone number', 'الهاتف: +39 055 123', 'الهاتف: \u2066+39 055 123\u2069'],
  ['an address of the web, which stays bare', 'المصدر: https://www.inps.it/a?b=1', 'المصدر: https://www.inps.it/a?b=1'],
  ['a paragraph of a law', 'القانون (§ 4a AufenthG) يسمح', 'القانون (\u2066§ 4a AufenthG\u2069) يسمح'],
  ['a line without letters of its own', 'Partita IVA\n1. نعم', 'Partita IVA\n1. نعم'],
])('in Arabic the order of %s is kept', (_what, text, wanted) => {
  expect(isolateText(text, 'rtl')).toBe(wanted);
});

test('from left to right nothing is marked', () => {
  expect(isolateText('Ciao مرحبا', 'ltr')).toBe('Ciao مرحبا');
});

describe('templates', () => {
  const pill: Activity = { type: 'message', text: '**Know\twho buys**\n\n- one', locale: 'it' };

  test('every one is accepted in every language, with the parameters it is sent with', async () => {
    const { templates, languages } = await loadTestAssets();
    const approved = templates.map(({ name, body, button, languages: theirs }) => ({
      name,
      languages: Object.fromEntries(
        Object.entries(theirs).map(([ours, code]) => [code, { body: body[ours] ?? '', button: button[ours] ?? '' }]),
      ),
    }));
    for (const { code } of languages) {
      for (const kind of ['mentor', 'pill', 'notice', 'reply'] as const) {
        const message = toTemplate(templates, kind, pill, code);
        const { text, choices } = checkMessage(message ?? {}, approved, new Set());
        expect(text).not.toContain('{{');
        expect(text.includes('Know who buys')).toBe(kind === 'pill');
        expect(choices).toMatchObject([{ kind: 'template', id: 'sportello:open' }]);
      }
    }
  });

  test('Chinese has the name that Meta gives it', async () => {
    const { templates } = await loadTestAssets();
    expect(toTemplate(templates, 'pill', pill, 'zh')).toMatchObject({ template: { language: { code: 'zh_CN' } } });
  });

  test('there is none where the file is missing', () => {
    expect(toTemplate([], 'pill', pill, 'en')).toBeNull();
  });
});
