import type { Activity } from '../../domain/activity.ts';
import { isolateText } from '../isolate-text.ts';
import { splitText } from '../split-text.ts';
import { whatsAppParts } from '../whatsapp-text.ts';
import { choiceText, linkLines, toInteractive } from './choices.ts';
import type { Fields } from './fields.ts';

/** Longest text of one message. Source: Meta, "Text messages". */
const longestText = 4_096;
/** Room for the marks that keep a line's direction. */
const marksShare = 0.9;

/** What only the service knows of its languages. */
export interface Wording {
  /** Our code of a BCP 47 tag. */
  languageOf(locale: string): string;
  directionOf(locale: string): 'ltr' | 'rtl';
  /** Label of the button that opens a list of choices. */
  openLabel(locale: string): string;
}

/** A message's text as requests of the Graph API, without recipient, in the order in which they are sent. */
export function toBodies(activity: Activity, wording: Wording): readonly Fields[] {
  const actions = activity.suggestedActions?.actions ?? [];
  const texts = textsOf(activity, linkLines(actions), wording);
  if (toInteractive('', actions, '') === null) return texts.map(textBody);
  const [head, tail] = tailOf(texts.at(-1) ?? '');
  const interactive = toInteractive(tail, actions, wording.openLabel(localeOf(activity))) ?? textBody(tail);
  return [...[...texts.slice(0, -1), ...head].map(textBody), interactive];
}

function textsOf(activity: Activity, links: string, wording: Wording): readonly string[] {
  const direction = activity.channelData?.sportello?.direction ?? wording.directionOf(localeOf(activity));
  const longest = direction === 'rtl' ? Math.floor(longestText * marksShare) : longestText;
  const whole = { ...activity, text: (activity.text ?? '') + links };
  return whatsAppParts(whole, longest).map((text) => isolateText(text, direction));
}

function localeOf({ locale = 'en' }: Activity): string {
  return locale;
}

/** What stands above the choices must be short: what is too long for it is said before. */
function tailOf(text: string): readonly [head: readonly string[], tail: string] {
  if (text.length <= choiceText) return [[], text === '' ? '…' : text];
  const pieces = splitText(text, choiceText, (piece) => piece.length <= choiceText);
  const tail = pieces.at(-1) ?? text;
  return [[text.slice(0, text.length - tail.length).trimEnd()], tail];
}

function textBody(text: string): Fields {
  return { type: 'text', text: { preview_url: false, body: text } };
}
