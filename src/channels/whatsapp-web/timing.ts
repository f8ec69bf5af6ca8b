/** How long things may take, in milliseconds. Together they keep the promise that a fault is over or shown within a minute. */
export interface Timing {
  /** From the start of the process to a code or a working connection. */
  readonly startMs: number;
  readonly callMs: number;
  /** For a file on its way. An upload of 10 MB then needs 4 Mbit/s; a send may take 30 s in all. */
  readonly fileMs: number;
  /** For the browser to put its files in order at the end. */
  readonly closeMs: number;
  /** Between two questions whether the page still answers. */
  readonly pingMs: number;
  /** Without a new code for so long the one shown no longer works. Source: WhatsApp's first lives 60 s, the others 20 s. */
  readonly staleMs: number;
  /** Rest after the first fault; it doubles up to the longest. */
  readonly firstRestMs: number;
  readonly longestRestMs: number;
  /** Trouble that lasts longer needs a person. */
  readonly troubleMs: number;
  /** A connection that held so long is sound again. */
  readonly stableMs: number;
  readonly catchUpMs: number;
  /** Between two looks at how things are. */
  readonly healthMs: number;
  /** Part of a human's pace: 1 is a human's. */
  readonly pace: number;
}

export const usualTiming: Timing = {
  startMs: 25_000,
  callMs: 12_000,
  fileMs: 20_000,
  closeMs: 3_000,
  pingMs: 10_000,
  staleMs: 75_000,
  firstRestMs: 500,
  longestRestMs: 60_000,
  troubleMs: 45_000,
  stableMs: 60_000,
  catchUpMs: 15_000,
  healthMs: 1_000,
  pace: 1,
};
