/** Time, ids and chance: what makes one run differ from the next. Tests bring a seeded one. */
export interface Universe {
  /** Milliseconds since 1970. */
  now(): number;
  /** UUIDv7 as text. */
  id(): string;
  /** In [0, 1). */
  chance(): number;
}
