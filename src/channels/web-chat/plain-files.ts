import type { Attachment } from '../../domain/activity.ts';
import { mediaIdIn, uploadedTypes } from '../../domain/media.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** Where the form with a file goes: apart from the words, which need no such long body. */
export const plainFilePath = '/chat/plain/file';

/** What the page says about files: these keys stand beside `plain` where the widget says the same. */
export interface FilePhrases {
  /** Opens the form, and labels the field in it. */
  readonly attach: string;
  /** Names a file that has no name. */
  readonly file: string;
  /** Of a type or size that is not taken. */
  readonly refusedFile: string;
  /** Labels the field for what is said beside the file. */
  readonly words: string;
  readonly sendFile: string;
  /** The file did not arrive, and a page can't choose it again by itself. */
  readonly chooseAgain: string;
}

export interface FileFormView {
  readonly phrases: FilePhrases;
  /** The fields that show the form is ours. */
  readonly hidden: Html;
  readonly chosen: string;
  /** Null: the form stays folded. */
  readonly draft: string | null;
}

/** Folded until it is wanted: most people come to write. The language is in the address, too: of a body too large nothing is read. */
export function renderFileForm({ phrases, hidden, chosen, draft }: FileFormView): Html {
  const action = `${plainFilePath}${chosen === '' ? '' : `?lang=${encodeURIComponent(chosen)}`}`;
  const open = draft === null ? null : html` open`;
  return html`<details class="attach" ${open}>
    <summary id="attach">${phrases.attach}</summary>
    <form method="post" action="${action}" enctype="multipart/form-data" class="write">
      ${hidden}
      <input type="file" aria-labelledby="attach" name="file" accept="${uploadedTypes}" required />
      <label for="words">${phrases.words}</label>
      <textarea id="words" name="text" rows="2" maxlength="4096" dir="auto">${draft ?? ''}</textarea>
      <p><button>${phrases.sendFile}</button></p>
    </form>
  </details>`;
}

/** As links, pictures too: who has little data chooses what to load. */
export function renderFiles(
  attachments: readonly Attachment[],
  { file }: FilePhrases,
  address: (mediaId: string) => string,
): readonly Html[] {
  return attachments.map(({ contentUrl, name = file }) => {
    const id = mediaIdIn(contentUrl);
    return id === null
      ? html`<p class="file"><bdi>${name}</bdi></p> `
      : html`<p class="file">
          <a href="${address(id)}"><bdi>${name}</bdi></a>
        </p> `;
  });
}
