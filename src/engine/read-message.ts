import type { Activity } from '../domain/activity.ts';
import type { Frame } from '../domain/conversation.ts';
import { analysedTextLength } from '../domain/inbox.ts';
import { dialogOn, replyTo, setStack, startDialog, top } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { findGlobal } from './find-global.ts';
import { followLanguage } from './follow-language.ts';
import { readLanguageName } from './read-language-name.ts';
import { matchReply } from './match-reply.ts';
import { countWords, normalise } from './normalise.ts';
import { setVars } from './draft.ts';
import { mayStart, startAsked } from './global-words.ts';
import { happen, hearClient } from './happen.ts';
import { isBegunMeanwhile, leaveToMentor, suspendedDepth } from './leave-to-mentor.ts';
import { hearLink } from './hear-link.ts';
import { hearMedia } from './hear-media.ts';
import { onPress, readPress } from './press.ts';
import { readOffered, readUnmatched } from './read-unmatched.ts';

type Reader = (draft: Draft, text: string) => boolean;

/** Understands one message: each reader in turn, until one takes it. `lost`: where the person stood before a dialog changed. */
export function readMessage(draft: Draft, activity: Activity, lost: Frame | null): void {
  hearClient(draft, activity.locale);
  const press = readPress(draft, activity);
  if (press !== null) {
    onPress(draft, press);
    return;
  }
  const text = saidIn(activity);
  if (text === '') {
    hearMedia(draft, activity);
    return;
  }
  if ((activity.attachments ?? []).length > 0) hearMedia(draft, activity);
  if (hearLink(draft, text)) return;
  const global = findGlobal(draft.lexicon, text);
  followLanguage(draft, text, global);
  const readGlobalWord: Reader = () => global !== null && startGlobal(draft, text, global);
  const rescue: Reader = () => lost !== null && restart(draft, lost);
  const readers: readonly Reader[] = [
    readSafeguard,
    readGlobalWord,
    rescue,
    readQuietly,
    readReply,
    readLanguageName,
    readOffered,
    readFirst,
    readUnmatched,
  ];
  readers.find((reader) => reader(draft, text));
}

/** Some clients send a reply as the value alone. */
function saidIn({ text, value }: Activity): string {
  const said = (text ?? '').trim();
  return (said === '' && typeof value === 'string' ? value : said).slice(0, analysedTextLength).trim();
}

const readSafeguard: Reader = (draft, text) => {
  if (isOurWord(draft, text)) return false;
  const family = draft.knowledge.safeguard(text);
  if (family === null) return false;
  happen(draft, 'safeguard', { safeguard: family, question: text });
  return true;
};

/** What our menus and buttons taught to say speaks of no danger, whatever it resembles in another language. */
function isOurWord({ lexicon, knowledge, state }: Draft, text: string): boolean {
  const said = normalise(text);
  if ([lexicon.globals, lexicon.labels, lexicon.assents, lexicon.cancel, lexicon.numbers].some((words) => words.has(said)))
    return true;
  const small = knowledge.smallTalk(text);
  return (small !== null && small !== 'gibberish') || matchReply(text, state.offered, lexicon, 'strict') !== null;
}

function startGlobal(draft: Draft, text: string, global: string): boolean {
  const dialog = draft.assets.dialogs.get(draft.lexicon.globals.get(global) ?? '');
  if (dialog === undefined || !mayStart(draft, dialog)) return false;
  // A request that says more than its phrase says what the mentor is wanted for.
  if (dialog.word === 'human' && countWords(text) > countWords(global) + 2) setVars(draft, { question: text });
  if (dialog.on !== 'started') welcome(draft);
  startAsked(draft, dialog);
  return true;
}

function restart(draft: Draft, lost: Frame): boolean {
  if (draft.owner !== 'bot') return false;
  happen(draft, 'stranded');
  if (draft.assets.dialogs.has(lost.dialog)) startDialog(draft, lost.dialog);
  return true;
}

/** While a mentor is awaited or speaks, what the person writes is for the mentor; only a dialog begun meanwhile may read it. */
const readQuietly: Reader = (draft, text) => {
  if (draft.owner === 'bot') return false;
  if (isBegunMeanwhile(draft) && replyTo(draft, { text, option: null })) return true;
  setStack(draft, draft.state.stack.slice(0, suspendedDepth(draft)));
  leaveToMentor(draft);
  return true;
};

/** A greeting asks for no more than to be welcomed. */
const readFirst: Reader = (draft, text) => welcome(draft) && draft.knowledge.smallTalk(text) === 'greeting';

/** Someone who was never welcomed learns before anything else that this is a machine. False: they know. */
function welcome(draft: Draft): boolean {
  if (draft.owner !== 'bot' || draft.state.vars['welcomed'] === true || dialogOn(draft, 'started') === null) return false;
  if (top(draft) !== null) return false;
  happen(draft, 'started');
  return true;
}

const readReply: Reader = (draft, text) => replyTo(draft, { text, option: null });
