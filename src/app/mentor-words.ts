import type { Assets } from '../domain/assets.ts';
import { fillPhrase } from '../domain/fill-phrase.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { MentorSeat } from '../domain/mentor-chat.ts';
import type { TranscriptRow } from '../domain/transcript.ts';
import type { MentorMessage } from '../ports/mentor-chats.ts';

/** Says the desk's phrases outside the browser. */
export interface Speaker {
  /** The phrase in the language, or in English; the key where neither has it. */
  say(language: string, key: string, params?: Readonly<Record<string, string>>): string;
  languageName(code: string): string;
}

export function createSpeaker(assets: () => Assets): Speaker {
  return {
    say: (language, key, params) =>
      fillPhrase(assets().phrases[language]?.['desk'], key, params) ??
      fillPhrase(assets().phrases['en']?.['desk'], key, params) ??
      key,
    languageName: (code) => assets().languages.find((known) => known.code === code)?.name ?? code,
  };
}

/** What a handoff's message in a mentor's chat says. */
export type CardView =
  | { readonly type: 'waiting' | 'mine' | 'closed' }
  | { readonly type: 'taken'; readonly by: string }
  | { readonly type: 'here'; readonly number: number };

/** What a button of a card says when it is pressed: the verb and the handoff. */
export function pressValue(verb: 'take' | 'close' | 'back', handoffId: string): string {
  return `m:${verb}:${handoffId}`;
}

/** The message: what it is about in a line, without the person's words, and what the mentor can do. */
export function cardMessage(speaker: Speaker, seat: MentorSeat, handoff: Handoff, view: CardView): MentorMessage {
  const say = (key: string, params?: Readonly<Record<string, string>>): string => speaker.say(seat.language, key, params);
  const button = (key: string, verb: 'take' | 'close' | 'back') => ({ title: say(key), value: pressValue(verb, handoff.id) });
  const about = aboutLine(speaker, seat, handoff);
  switch (view.type) {
    case 'waiting': {
      const text = `${about}\n${say('promise.until', { time: momentText(seat, handoff.promisedAt) })}`;
      return { heading: say('mentorChat.waiting'), text, buttons: [button('conversation.claim', 'take')] };
    }
    case 'taken':
      return { heading: say('mentorChat.taken', { name: view.by }), text: about, buttons: [] };
    case 'mine':
      return { heading: say('mentorChat.mine'), text: about, buttons: [button('mentorChat.answerHere', 'take')] };
    case 'here': {
      const buttons = [button('conversation.close', 'close'), button('conversation.release', 'back')];
      const heading = say('mentorChat.person', { number: String(view.number) });
      return { heading, text: `${about}\n${say('mentorChat.here')}`, buttons };
    }
    default:
      return { heading: say('mentorChat.closed'), text: about, buttons: [] };
  }
}

/** `العربية · IT · Taxes · Urgent` */
function aboutLine(speaker: Speaker, seat: MentorSeat, { language, country, topic, risk }: Handoff): string {
  const say = (key: string): string => speaker.say(seat.language, key);
  const parts = [
    // An Arabic name must not turn the line around.
    `\u2068${speaker.languageName(language)}\u2069`,
    country?.toUpperCase() ?? '',
    topic === null ? say('topic.none') : say(`topic.${topic}`).replace(/^topic\./, ''),
    risk === 'H2' || risk === 'H3' ? say(`risk.${risk}`) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** In the mentor's language and zone. */
function momentText({ language, zone }: MentorSeat, at: number): string {
  const style = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: zone } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, style).format(at);
}

const longestQuote = 600;
const longestHistory = 3_000;

/** What was said so far, oldest first, as much as one message holds. */
export function historyMessage(
  speaker: Speaker,
  seat: MentorSeat,
  number: number,
  rows: readonly TranscriptRow[],
): MentorMessage {
  const lines: string[] = [];
  let length = 0;
  for (const row of rows.toReversed()) {
    const line = `${speakerName(speaker, seat, row)}: ${shorten(wordsOf(speaker, seat, row))}`;
    length += line.length + 1;
    if (length > longestHistory) break;
    lines.unshift(line);
  }
  const person = speaker.say(seat.language, 'mentorChat.person', { number: String(number) });
  return { heading: `${person} · ${speaker.say(seat.language, 'mentorChat.history')}`, text: lines.join('\n'), buttons: [] };
}

/** One thing that the person said. */
export function relayMessage(speaker: Speaker, seat: MentorSeat, number: number, row: TranscriptRow): MentorMessage {
  const heading = speaker.say(seat.language, 'mentorChat.person', { number: String(number) });
  return { heading, text: wordsOf(speaker, seat, row), buttons: [] };
}

function speakerName(speaker: Speaker, { language }: MentorSeat, { actor, activity }: TranscriptRow): string {
  if (actor === 'contact') return speaker.say(language, 'speaker.person');
  return actor === 'bot' ? speaker.say(language, 'speaker.bot') : (activity.from?.name ?? '');
}

function wordsOf(speaker: Speaker, { language }: MentorSeat, { activity }: TranscriptRow): string {
  const parts = [activity.text ?? '', (activity.attachments ?? []).length > 0 ? speaker.say(language, 'mentorChat.file') : ''];
  return parts.filter((part) => part.trim() !== '').join('\n');
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= longestQuote ? text : `${letters.slice(0, longestQuote - 1).join('')}…`;
}

/** Rows that a mentor is to read: what was said, not what was only signalled. */
export function isSaid({ actor, activity }: TranscriptRow): boolean {
  const isEmpty = (activity.text ?? '').trim() === '' && (activity.attachments ?? []).length === 0;
  return actor !== 'note' && activity.type === 'message' && !isEmpty;
}
