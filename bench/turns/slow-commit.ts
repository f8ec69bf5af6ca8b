/**
 * Holds the process up before a commit, as a disk does that takes so long to sync: SQLite's own sync blocks the thread as
 * well. A fast disk would hide what each design pays for durability. Milliseconds.
 */
export function slowCommit(ms: number): () => void {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  return () => {
    if (ms > 0) Atomics.wait(cell, 0, 0, ms);
  };
}
