import { createHash } from 'node:crypto';

export interface AuditLink {
  readonly seq: number;
  readonly at: number;
  readonly event: string;
  readonly facts: string;
  readonly previousHash: string;
}

/** The chain's first link hangs on this. */
export const auditStart = '0'.repeat(64);

/** SHA-256, hex, over the previous link's hash and this row: a row that is changed or taken out breaks every later one. */
export function auditHash(link: AuditLink): string {
  const row = JSON.stringify([link.previousHash, link.seq, link.at, link.event, link.facts]);
  return createHash('sha256').update(row).digest('hex');
}

/** Facts as text that is the same for the same facts: keys in order. */
export function factsText(facts: Readonly<Record<string, string | number | null>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
