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

/** A form's texts by their names, and its files. */
export interface Multipart {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly UploadedFile[];
}

/** Files of one message. */
const mostFiles = 4;

/** Reads Direct Line's upload: a form with a part `activity` and files, or one file as the body with its name in the header. */
export async function readUpload(request: WebRequest): Promise<Upload> {
  const { body, headers } = request;
  if (isMultipart(headers)) {
    const { fields, files } = await readMultipart(request);
    if (files.length === 0) throw new SportelloError('body-invalid', 'The form has no file. Add one.');
    return { activity: fields['activity'] === undefined ? {} : parse(fields['activity']), files };
  }
  // The web server reads this route's body as bytes.
  const bytes = body as Uint8Array;
  if (bytes.length === 0) throw new SportelloError('body-invalid', 'The upload is empty. Send a file.');
  return { activity: {}, files: [checked(bytes, nameIn(headers['content-disposition']))] };
}

function isMultipart(headers: WebRequest['headers']): boolean {
  return /^multipart\/form-data/i.test(headers['content-type'] ?? '');
}

/**
 * Reads a form with files, at most four of 10 MB each. The body must have come as bytes, and so within the web server's limit.
 * Rejects with `body-type` (415), `body-malformed` (400) or `body-too-large` (413).
 */
export async function readMultipart({ body, headers }: WebRequest): Promise<Multipart> {
  if (!isMultipart(headers)) throw new SportelloError('body-type', 'The body is no form with files. Send multipart/form-data.');
  // The web server reads the bodies of routes with files as bytes.
  const bytes = body as Uint8Array<ArrayBuffer>;
  const type = headers['content-type'] ?? '';
  const form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData().catch((cause: unknown) => {
    throw new SportelloError('body-malformed', 'The form can not be read. Check its boundary and parts.', { cause });
  });
  const files: UploadedFile[] = [];
  const fields: Record<string, string> = {};
  for (const [field, value] of form.entries()) {
    if (typeof value === 'string') fields[field] = value;
    // Clients of Direct Line send their activity as a part with a type, which makes a file of it.
    else if (field === 'activity') fields[field] = await value.text();
    // What browsers send for a field in which nothing was chosen.
    else if (value.name !== '' || value.size > 0) files.push(checked(new Uint8Array(await value.arrayBuffer()), value.name));
    if (files.length > mostFiles) throw new SportelloError('body-too-large', `Send at most ${String(mostFiles)} files at once.`);
  }
  return { fields, files };
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
