import type { Activity } from '../domain/activity.ts';
import type { Draft } from './draft.ts';
import { startersOf } from './options.ts';
import { say } from './wording.ts';

/** What can't be read as text is not looked at, and the person is told at once, with the ways that work. */
export function hearMedia(draft: Draft, { attachments = [], text = '' }: Activity): void {
  const [first] = attachments;
  if (first === undefined) return;
  if (draft.owner !== 'bot') {
    say(draft, 'media.not-passed');
    return;
  }
  const dialogs = ['ask', 'human'].filter((id) => draft.assets.dialogs.has(id));
  const ways = startersOf(
    draft,
    dialogs.map((id) => ({ id, phrase: `option.${id}`, dialog: id })),
  );
  // Beside words the file is only named: what follows answers the words.
  say(draft, phraseOf(first.contentType), text.trim() === '' ? { choices: ways } : {});
}

function phraseOf(contentType: string): string {
  if (contentType.startsWith('audio/')) return 'media.voice';
  return /^(image|video|application)\/(?!vnd\.(telegram|whatsapp)\.)/.test(contentType) ? 'media.file' : 'reply.only-text';
}
