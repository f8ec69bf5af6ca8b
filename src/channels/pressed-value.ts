import { createHash } from 'node:crypto';

const hashMark = '~';

/** What a button carries, in at most `mostBytes`: a value that is too long is said by its label when it is pressed. */
export function carriedValue(value: string, mostBytes: number): string {
  if (Buffer.byteLength(value) <= mostBytes) return value;
  return hashMark + createHash('sha256').update(value).digest('base64url');
}

/** What a pressed button says: its value, or, where that was too long, what a person would type: its number or its label. */
export function readPressed(data: string, label: string): { readonly text: string; readonly value?: string } {
  if (!data.startsWith(hashMark)) return { text: label, value: data };
  return { text: /^(\d{1,2})\. /.exec(label)?.[1] ?? label };
}
