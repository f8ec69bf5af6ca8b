/** Keeps what is dear to make, in named parts, between runs. Everything on it can be made again. */
export interface Shelf {
  /** What was kept under this name for this very content; null where nothing was, or where it can't be read. */
  read(part: string, hash: string): Promise<unknown>;
  /** Plain objects, maps and typed arrays. What the part was before goes. */
  keep(part: string, hash: string, value: unknown): Promise<void>;
}
