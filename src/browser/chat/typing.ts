export type Typing = 'no' | 'dots' | 'long';

export interface TypingTimer {
  readonly state: () => Typing;
  /** Something was asked. */
  start(): void;
  stop(): void;
}

/** Dots that go on for longer tell nothing any more. */
const dotsMs = 10_000;
/** After so long whatever comes will come as a message. */
const longMs = 60_000;

export function createTypingTimer(onChange: () => void): TypingTimer {
  let state: Typing = 'no';
  let timer = 0;
  const set = (next: Typing): void => {
    clearTimeout(timer);
    if (state === next) return;
    state = next;
    onChange();
  };
  return {
    state: () => state,
    start: () => {
      set('dots');
      timer = setTimeout(() => {
        set('long');
        timer = setTimeout(() => set('no'), longMs - dotsMs);
      }, dotsMs);
    },
    stop: () => set('no'),
  };
}
