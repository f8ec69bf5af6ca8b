import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Whether `X-Hub-Signature-256` belongs to exactly these bytes. Takes the same time whatever the difference is. */
export function isSigned(bytes: Uint8Array, header: string | undefined, secret: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
  const wanted = createHmac('sha256', secret).update(bytes).digest();
  const isSame = timingSafeEqual(given === undefined ? Buffer.alloc(wanted.length) : Buffer.from(given, 'hex'), wanted);
  return given !== undefined && isSame;
}

/** Compares two secrets of any length, in the same time whatever the difference is. */
export function isSameSecret(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
