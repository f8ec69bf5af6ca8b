import { SportelloError } from '../../domain/errors.ts';
import { mostUploadedBytes } from '../../domain/media.ts';
import type { WebRequest } from '../../ports/channel.ts';

/** What came with an upload: an activity as JSON, and files. */
export interface Upload {
  readonly activity: unknown;
  readonly files: readonly UploadedFile[];
}

export interface UploadedFile {
  readonly bytes: Uint8Array;
  readonly name: string | null;
}

/** Files of one message. */
const mostFiles = 4;

/** Reads Direct Line's upload: a form with a part `activity` and files, or one file as the body with its name in the header. */
export async function readUpload({ body, headers }: WebRequest): Promise<Upload> {
  // The web server reads this route's body as bytes.
  const bytes = body as Uint8Array<ArrayBuffer>;
  const type = headers['content-type'] ?? '';
  if (/^multipart\/form-data/i.test(type)) return readForm(bytes, type);
  if (bytes.length === 0) throw new SportelloError('body-invalid', 'The upload is empty. Send a file.');
  return { activity: {}, files: [checked(bytes, nameIn(headers['content-disposition']))] };
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Upload> {
  const form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData().catch((cause: unknown) => {
    throw new SportelloError('body-malformed', 'The form can not be read. Check its boundary and parts.', { cause });
  });
  const files: UploadedFile[] = [];
  let activity: unknown = {};
  for (const [field, value] of form.entries()) {
    if (field === 'activity') activity = parse(typeof value === 'string' ? value : await value.text());
    else if (typeof value !== 'string') files.push(checked(new Uint8Array(await value.arrayBuffer()), value.name));
    if (files.length > mostFiles) throw new SportelloError('body-too-large', `Send at most ${String(mostFiles)} files at once.`);
  }
  if (files.length === 0) throw new SportelloError('body-invalid', 'The form has no file. Add one.');
  return { activity, files };
}

function checked(bytes: Uint8Array, name: string | null): UploadedFile {
  if (bytes.length > mostUploadedBytes) {
    throw new SportelloError('body-too-large', 'The file is larger than 10 MB. Send a smaller one.');
  }
  return { bytes, name };
}

function nameIn(header: string | undefined): string | null {
  return /filename="?([^";]+)/i.exec(header ?? '')?.[1] ?? null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new SportelloError('body-malformed', "The part 'activity' is not valid JSON.", { cause });
  }
}
