/** Feature hash → feature number: an open-addressing table in two typed arrays, so that it can move between threads. */
export interface Vocabulary {
  readonly size: number;
  /** Length a power of two; a free slot holds −1 in `slots`. */
  readonly hashes: Uint32Array;
  readonly slots: Int32Array;
}

/** Numbers the given distinct hashes in their order. */
export function buildVocabulary(distinct: readonly number[]): Vocabulary {
  const length = 2 ** Math.ceil(Math.log2(Math.max(8, distinct.length * 1.25)));
  const hashes = new Uint32Array(length);
  const slots = new Int32Array(length).fill(-1);
  distinct.forEach((hash, number) => {
    let slot = hash & (length - 1);
    while (slots[slot] !== -1) slot = (slot + 1) & (length - 1);
    hashes[slot] = hash;
    slots[slot] = number;
  });
  return { size: distinct.length, hashes, slots };
}

/** The feature's number, or −1 if no text of the index has it. */
export function lookUp(vocabulary: Vocabulary, hash: number): number {
  const last = vocabulary.hashes.length - 1;
  for (let slot = hash & last; ; slot = (slot + 1) & last) {
    const number = vocabulary.slots[slot] ?? -1;
    if (number === -1 || vocabulary.hashes[slot] === hash) return number;
  }
}
