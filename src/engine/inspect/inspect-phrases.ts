import type { Assets, Fault } from '../../domain/assets.ts';
import type { ChannelCapabilities } from '../../domain/channel.ts';
import type { Dialog, Option, Step } from '../../domain/dialog.ts';
import { pillTopics } from '../../domain/pill.ts';
import { smallTalks } from '../../domain/knowledge.ts';
import { mentorTopics } from '../options.ts';
import { createPhrases } from '../phrase.ts';
import type { Phrases } from '../phrase.ts';
import { commonValueNames } from '../values.ts';
import { faultAt } from './inspect-links.ts';

/** What dialogs say: phrases that a language lacks, and texts that a channel can't show whole. */
export function inspectPhrases(assets: Assets, channels: readonly ChannelCapabilities[]): readonly Fault[] {
  const phrases = createPhrases(assets);
  const codes = assets.languages.map(({ code }) => code);
  const inDialogs = [...assets.dialogs.values()].flatMap((dialog) => [
    ...wordFaults(dialog, phrases, codes),
    ...dialog.steps.flatMap((step) => stepFaults({ dialog, step, phrases, codes, channels })),
  ]);
  return [...inDialogs, ...ownFaults(phrases, codes)];
}

interface Looking {
  readonly dialog: Dialog;
  readonly step: Step;
  readonly phrases: Phrases;
  readonly codes: readonly string[];
  readonly channels: readonly ChannelCapabilities[];
}

function stepFaults(looking: Looking): readonly Fault[] {
  const { step } = looking;
  const options = optionsOf(step);
  return [
    ...phrasesOf(step).flatMap((key) => [...missing(looking, key), ...unfilled(looking, key), ...tooLong(looking, key)]),
    ...options.flatMap(({ phrase, words }) => [
      ...missing(looking, phrase),
      ...(words === undefined ? [] : missingList(looking, words)),
    ]),
    ...options.flatMap((option) => longLabel(looking, option)),
  ];
}

function phrasesOf(step: Step): readonly string[] {
  const given = step as Step & {
    readonly phrase?: string;
    readonly retry?: string;
    readonly already?: string;
    readonly thanks?: string;
  };
  return [given.phrase, given.retry, given.already, given.thanks].filter((key) => key !== undefined);
}

function optionsOf(step: Step): readonly Option[] {
  if (step.type === 'choose') return typeof step.options === 'string' ? [] : step.options;
  return step.type === 'say' || step.type === 'answer' ? (step.buttons ?? []) : [];
}

function missing({ dialog, step, phrases, codes }: Looking, key: string): readonly Fault[] {
  const lacking = codes.filter((code) => !phrases.has(key, code));
  return lacking.length === 0
    ? []
    : [faultAt(dialog, step.line, `step '${step.id}': phrase '${key}' is missing in ${lacking.join(', ')}`)];
}

function missingList({ dialog, step, phrases, codes }: Looking, key: string): readonly Fault[] {
  const lacking = codes.filter((code) => phrases.list(key, code).length === 0);
  return lacking.length === 0
    ? []
    : [faultAt(dialog, step.line, `step '${step.id}': the words '${key}' are missing in ${lacking.join(', ')}`)];
}

/** A name in braces that nothing fills would be left out of the sentence. */
function unfilled({ dialog, step, phrases, codes }: Looking, key: string): readonly Fault[] {
  const known = new Set(commonValueNames());
  return codes.flatMap((code) => {
    const asked = phrases.word(key, [code], () => undefined)?.unfilled ?? [];
    return asked
      .filter((name) => !known.has(name))
      .map((name) =>
        faultAt(dialog, step.line, `step '${step.id}': phrase '${key}' asks for {{${name}}} in ${code}, which nothing fills`),
      );
  });
}

function tooLong({ dialog, step, phrases, codes, channels }: Looking, key: string): readonly Fault[] {
  return codes.flatMap((code) => {
    const length = phrases.word(key, [code], () => '')?.text.length ?? 0;
    const tight = channels.filter(({ textLength }) => length > textLength);
    return tight.map(({ name, textLength }) =>
      faultAt(
        dialog,
        step.line,
        `step '${step.id}': phrase '${key}' has ${String(length)} characters in ${code}; ${name} shows ${String(textLength)}`,
      ),
    );
  });
}

function longLabel({ dialog, step, phrases, codes, channels }: Looking, { id, phrase }: Option): readonly Fault[] {
  return codes.flatMap((code) => {
    const length = [...(phrases.word(phrase, [code], () => '')?.text ?? '')].length;
    const tight = channels.filter(({ buttons, buttonLength }) => buttons > 0 && length > buttonLength);
    return tight.map(({ name, buttonLength }) => {
      const said = `option '${id}' has ${String(length)} characters in ${code}; a button of ${name} has ${String(buttonLength)}`;
      return faultAt(dialog, step.line, `step '${step.id}': ${said}, so it is listed in the text`, 'warning');
    });
  });
}

function wordFaults(dialog: Dialog, phrases: Phrases, codes: readonly string[]): readonly Fault[] {
  if (dialog.word === undefined) return [];
  const lacking = codes.filter((code) => phrases.list(`words.${dialog.word ?? ''}`, code).length === 0);
  return lacking.length === 0
    ? []
    : [faultAt(dialog, 1, `the words 'words.${dialog.word}' are missing in ${lacking.join(', ')}`)];
}

/** Phrases that the engine or a channel says without a dialog naming them. */
export const ownPhrases: readonly string[] = [
  ...['source', 'information', 'as-of', 'undated', 'unchecked', 'checked', 'translated', 'overdue', 'only-in'].map(
    (key) => `answer.${key}`,
  ),
  ...['other-language', 'no-more', 'not-there', 'steps', 'documents', 'cost', 'deadlines', 'office'].map(
    (key) => `answer.${key}`,
  ),
  ...['named', 'unnamed', 'contact', 'privacy'].map((key) => `operator.${key}`),
  ...['retry', 'give-up', 'old-button', 'only-text', 'fine', 'changed'].map((key) => `reply.${key}`),
  ...['language', 'country', 'city', 'sector', 'subscription', 'handoff', 'messages', 'row', 'title', 'unknown', 'count'].map(
    (key) => `my-data.${key}`,
  ),
  ...['subscription-active', 'subscription-paused', 'subscription-none', 'handoff-open', 'handoff-none'].map(
    (key) => `my-data.${key}`,
  ),
  ...smallTalks.map((kind) => `smalltalk.${kind}`),
  ...[...pillTopics, 'all'].map((topic) => `topic.${topic}`),
  ...mentorTopics.map((topic) => `mentor-topic.${topic}`),
  ...['voice', 'file', 'passed', 'too-large'].map((key) => `media.${key}`),
  'pill.right',
  'pill.wrong',
  'language.not-yet',
  'handoff.waiting',
  'language.kept',
  'place.kept',
  'question.nothing-there',
  'option.place',
  'safeguard.generic',
  'safeguard.emergency',
  'error.ours',
  'option.human',
  'option.send-file',
  'option.menu',
  'option.none',
  'option.choose',
];

function ownFaults(phrases: Phrases, codes: readonly string[]): readonly Fault[] {
  return codes.flatMap((code) => {
    const lacking = ownPhrases.filter((key) => !phrases.has(key, code));
    const file = `locales/${code}/bot.json`;
    return lacking.map(
      (key) => ({ level: 'error', file, line: 1, message: `phrase '${key}' is missing; the assistant itself says it` }) as const,
    );
  });
}
