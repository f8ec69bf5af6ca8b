import { channelNames } from '../channel-names.ts';
import type { Draft } from '../draft.ts';
import { languageOf, languageRow, tagOf, zoneOf } from '../draft.ts';
import { sayDay } from '../dates.ts';
import { readFact } from '../facts.ts';
import { countryName } from '../values.ts';
import { phrase, speak } from '../wording.ts';
import type { StepHandler } from './step-handler.ts';
import { next } from './step-handler.ts';

export const myData: StepHandler<'my-data'> = {
  enter: (_step, draft) => {
    const lines = rowsOf(draft).map(([key, value]) => {
      const label = phrase(draft, `my-data.${key}`);
      return `- ${phrase(draft, 'my-data.row', { label: { block: label }, value: { block: value } })}`;
    });
    speak(draft, [phrase(draft, 'my-data.title'), lines.join('\n')].join('\n\n'), languageOf(draft));
    return next;
  },
};

function rowsOf(draft: Draft): readonly (readonly [string, string])[] {
  const { contact, context } = draft;
  const unknown = phrase(draft, 'my-data.unknown');
  const { messages, since } = context.kept;
  const { own } = context.link.profiles;
  return [
    ...(own === null ? [] : [['name', own] as const]),
    ['language', contact.language === null ? unknown : languageRow(draft, contact.language).name],
    ['country', countryName(draft, contact.country) ?? unknown],
    ['city', contact.city ?? unknown],
    ['sector', contact.sector ?? unknown],
    ['apps', channelNames(draft, context.link.apps)],
    ['subscription', phrase(draft, `my-data.subscription-${subscriptionKey(draft)}`)],
    ['handoff', phrase(draft, context.handoff === null ? 'my-data.handoff-none' : 'my-data.handoff-open')],
    ['messages', phrase(draft, 'my-data.count', { count: messages, since: sayDay(since, tagOf(draft), zoneOf(draft)) })],
  ];
}

function subscriptionKey(draft: Draft): string {
  const state = readFact(draft, 'subscription');
  return state === 'active' || state === 'paused' ? state : 'none';
}
