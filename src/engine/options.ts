import { zoneOfCountry } from '../domain/contact.ts';
import type { ChooseStep, Option, OptionSource } from '../domain/dialog.ts';
import { mostProfiles } from '../domain/profile.ts';
import { pillTopics } from '../domain/pill.ts';
import type { Choice } from './choice.ts';
import { replyValue, startValue } from './choice.ts';
import type { Draft } from './draft.ts';
import { chainOf } from './draft.ts';
import { bestText } from './entry-text.ts';
import { countryNames, languageNames } from './place-names.ts';
import { countryName } from './values.ts';
import { phrase } from './wording.ts';

/** Topics a mentor can be asked about. Ten, because a list message of WhatsApp has ten rows. */
export const mentorTopics = ['permits', 'startup', 'tax', 'money', 'food', 'fashion', 'marketing', 'people', 'rights', 'other'];
export const offeredHours = ['08:00', '12:00', '18:00', '20:00'];

/** What a `choose` step offers now. */
export function choicesOf(draft: Draft, step: ChooseStep): readonly Choice[] {
  const dialog = draft.state.stack.at(-1)?.dialog ?? '';
  const value = (id: string): string => replyValue(dialog, step.id, id);
  if (typeof step.options === 'string') return sources[step.options](draft).map((one) => ({ ...one, value: value(one.id) }));
  return step.options.map((option) => ({
    id: option.id,
    ...labels(draft, option),
    value: value(option.id),
    ...(option.to === undefined ? {} : { to: option.to }),
  }));
}

/** Buttons that start dialogs. `about`: the entry they stand under. */
export function startersOf(draft: Draft, options: readonly Option[], about: string | null = null): readonly Choice[] {
  return options.map((option) => {
    const dialog = option.dialog ?? option.id;
    return { id: option.id, ...labels(draft, option), value: startValue(dialog, about), dialog };
  });
}

function labels(draft: Draft, option: Option): Pick<Choice, 'title' | 'also' | 'words'> {
  const also = (): readonly string[] =>
    draft.assets.languages.flatMap(({ code }) => draft.phrases.word(option.phrase, [code], () => '')?.text ?? []);
  const words = (): readonly string[] => (option.words === undefined ? [] : draft.phrases.lists(option.words));
  return { title: phrase(draft, option.phrase), also, words };
}

type Listed = Omit<Choice, 'value'>;
type Source = (draft: Draft) => readonly Listed[];

/** The languages that the assistant writes. */
function languageChoices(draft: Draft): readonly Listed[] {
  return draft.assets.languages.map(({ code, name }) => ({
    id: code,
    title: name,
    also: () => languageNames(draft.assets, draft.phrases, code),
  }));
}

/** The countries that a question may be about. */
function countryChoices(draft: Draft): readonly Listed[] {
  return Object.keys(zoneOfCountry).map((code) => ({
    id: code,
    title: countryName(draft, code) ?? code,
    also: () => countryNames(draft.assets, code),
  }));
}

const sources: Readonly<Record<OptionSource, Source>> = {
  languages: languageChoices,
  countries: countryChoices,
  topics: (draft) => [...pillTopics, 'all'].map((id) => labelled(draft, id, `topic.${id}`)),
  hours: () => offeredHours.map((hour) => ({ id: hour, title: hour })),
  'mentor-topics': (draft) => mentorTopics.map((id) => labelled(draft, id, `mentor-topic.${id}`)),
  profiles: (draft) => {
    const { others } = draft.context.link.profiles;
    const more =
      others.length < mostProfiles - 1 ? [{ id: 'new', ...labels(draft, { id: 'new', phrase: 'switch.somebody-new' }) }] : [];
    const people = others.map(({ contactId, name }) => ({ id: contactId, title: name }));
    return [...people, ...more, { id: 'none', ...labels(draft, { id: 'none', phrase: 'switch.nobody', words: 'words.no' }) }];
  },
  suggestions: (draft) => {
    const ids = draft.state.vars['suggestions'];
    const entries = (Array.isArray(ids) ? ids : []).flatMap((id) => draft.assets.entries.get(String(id)) ?? []);
    const titled = entries.map((entry) => ({
      id: entry.id,
      title: bestText(entry, chainOf(draft))?.title ?? entry.id,
    }));
    return [...titled, { id: 'none', ...labels(draft, { id: 'none', phrase: 'option.none', words: 'words.no' }) }];
  },
};

function labelled(draft: Draft, id: string, key: string): Omit<Choice, 'value'> {
  return { id, ...labels(draft, { id, phrase: key }) };
}
