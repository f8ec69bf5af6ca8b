import type { Activity } from '../../domain/activity.ts';
import type { MessageTemplate, TemplateParameter, TemplateUse } from '../../domain/message-template.ts';
import type { OutboxKind } from '../../domain/outbox.ts';
import type { Fields } from './fields.ts';
import { openPayload } from './to-inbound.ts';

/** Which template stands in for which kind of message; everything unasked for that is no pill is a notice. */
const useOf: Readonly<Record<OutboxKind, TemplateUse>> = { mentor: 'mentor', pill: 'pill', notice: 'notice', reply: 'notice' };

/** Longest text in a gap: the whole message must stay below 1,024 characters. */
const longestGap = 100;

/** The template that tells a person what waits for them, in their language; null where there is none for it. */
export function toTemplate(
  templates: readonly MessageTemplate[],
  kind: OutboxKind,
  activity: Activity,
  language: string,
): Fields | null {
  const template = templates.find(({ use }) => use === useOf[kind]);
  const code = template?.languages[language] ?? template?.languages['en'];
  if (template === undefined || code === undefined) return null;
  const parameters = template.parameters.map((name) => ({ type: 'text', text: gapText(name, activity) }));
  const button = {
    type: 'button',
    sub_type: 'quick_reply',
    index: '0',
    parameters: [{ type: 'payload', payload: openPayload }],
  };
  const components = [...(parameters.length === 0 ? [] : [{ type: 'body', parameters }]), button];
  return { type: 'template', template: { name: template.name, language: { code, policy: 'deterministic' }, components } };
}

const fillers: Readonly<Record<TemplateParameter, (activity: Activity) => string | undefined>> = {
  mentor: ({ channelData }) => channelData?.sportello?.speaker?.name,
  title: ({ text = '' }) => text.split('\n').find((line) => line.trim() !== ''),
};

/** One line without marks: WhatsApp refuses line breaks, tabs and rows of spaces in a gap, and an empty one. */
function gapText(name: TemplateParameter, activity: Activity): string {
  const line = (fillers[name](activity) ?? '')
    .replaceAll(/[*#_~`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  if (characters.length === 0) return 'Sportello';
  return characters.length <= longestGap
    ? line
    : `${characters
        .slice(0, longestGap - 1)
        .join('')
        .trimEnd()}…`;
}
