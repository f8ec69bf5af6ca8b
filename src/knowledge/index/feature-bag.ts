import { mixHash } from '../text/hash.ts';

/** A text as counted features; the three arrays run in parallel. `hash` is unique across families. */
export interface Features {
  readonly hash: Uint32Array;
  /** Position in `families`. */
  readonly family: Uint8Array;
  readonly count: Float32Array;
}

/** Collects the features of one text, in the order in which each is first met. */
export interface Bag {
  readonly add: (family: number, hash: number) => void;
  features(): Features;
}

/** Slots of a new table; it doubles when two thirds are taken. */
const smallest = 512;

/** An open-addressing table: a text has hundreds of features, and a map takes microseconds for dozens. */
export function createBag(): Bag {
  let slots = new Int32Array(smallest).fill(-1);
  const hashes: number[] = [];
  const families: number[] = [];
  const counts: number[] = [];

  const slotOf = (hash: number): number => {
    const last = slots.length - 1;
    let slot = hash & last;
    for (let place = slots[slot] ?? -1; place !== -1 && hashes[place] !== hash; place = slots[slot] ?? -1)
      slot = (slot + 1) & last;
    return slot;
  };
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let place = 0; place < hashes.length; place++) slots[slotOf(hashes[place] ?? 0)] = place;
  };
  const add = (family: number, hash: number): void => {
    const mixed = mixHash(hash);
    const slot = slotOf(mixed);
    const place = slots[slot] ?? -1;
    if (place !== -1) {
      counts[place] = (counts[place] ?? 0) + 1;
      return;
    }
    slots[slot] = hashes.length;
    hashes.push(mixed);
    families.push(family);
    counts.push(1);
    if (hashes.length * 3 > slots.length * 2) grow();
  };
  return {
    add,
    features: () => ({ hash: Uint32Array.from(hashes), family: Uint8Array.from(families), count: Float32Array.from(counts) }),
  };
}
