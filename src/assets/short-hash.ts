import { createHash } from 'node:crypto';

/** First 12 hexadecimal digits of SHA-256: enough to tell versions of one text apart. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
