import type { Activity, Attachment } from '../domain/activity.ts';
import type { Json } from '../domain/json.ts';
import { mostFetchedBytes } from '../domain/media.ts';
import type { Draft } from './draft.ts';
import { setVars } from './draft.ts';
import { startersOf } from './options.ts';
import { say } from './wording.ts';

/** Files of one message, or of several one after the other, that a person may send to a mentor. */
const mostFiles = 4;

/**
 * What can't be read as text is not looked at, and the person is told at once, with the ways that work. It goes to a mentor where one
 * is awaited or speaks; else only once the person asks for that.
 */
export function hearMedia(draft: Draft, activity: Activity): void {
  const files = (activity.attachments ?? []).slice(0, mostFiles);
  const [first] = files;
  if (first === undefined) return;
  const phrase = phraseOf(first);
  const isKeepable = phrase === 'media.voice' || phrase === 'media.file';
  if (draft.owner === 'bot') {
    if (isKeepable) leave(draft, activity.id ?? '', files);
    offerWays(draft, phrase, activity.text ?? '', ['ask', isKeepable ? 'send-file' : 'human']);
    return;
  }
  if (isKeepable) share(draft, activity.id ?? '', files);
  say(draft, isKeepable ? 'media.passed' : phrase);
}

function offerWays(draft: Draft, phrase: string, words: string, dialogs: readonly string[]): void {
  const known = dialogs.filter((id) => draft.assets.dialogs.has(id));
  const ways = startersOf(
    draft,
    known.map((id) => ({ id, phrase: `option.${id}`, dialog: id })),
  );
  // Beside words the file is only named: what follows answers the words.
  say(draft, phrase, words.trim() === '' ? { choices: ways } : {});
}

/** Once the person asked for it, the files that they left go to the mentor. */
export function shareLeft(draft: Draft): void {
  const left = draft.state.vars['left-files'];
  if (draft.state.vars['share-file'] === true && Array.isArray(left)) {
    // Only `leave` writes this variable.
    for (const { activityId, attachments } of left as unknown as readonly LeftFiles[]) share(draft, activityId, attachments);
  }
  setVars(draft, { 'left-files': null, 'share-file': null });
}

interface LeftFiles {
  readonly activityId: string;
  readonly attachments: readonly Attachment[];
}

function leave(draft: Draft, activityId: string, attachments: readonly Attachment[]): void {
  const before = draft.state.vars['left-files'];
  const shown = attachments.map(({ contentType, contentUrl, name }) => ({
    contentType,
    ...(contentUrl === undefined ? {} : { contentUrl }),
    ...(name === undefined ? {} : { name }),
  }));
  const files: readonly Json[] = [...(Array.isArray(before) ? before : []), { activityId, attachments: shown }];
  setVars(draft, { 'left-files': files.slice(-mostFiles), 'share-file': null });
}

function share(draft: Draft, activityId: string, attachments: readonly Attachment[]): void {
  draft.effects.push({ type: 'share-media', activityId, attachments });
}

function phraseOf({ contentType, content }: Attachment): string {
  const { bytes } = Object(content ?? null) as Readonly<Record<string, unknown>>;
  if (typeof bytes === 'number' && bytes > mostFetchedBytes) return 'media.too-large';
  if (contentType.startsWith('audio/')) return 'media.voice';
  return /^(image|video|application)\/(?!vnd\.(telegram|whatsapp)\.)/.test(contentType) ? 'media.file' : 'reply.only-text';
}
