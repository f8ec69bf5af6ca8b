/** Resolves after so many milliseconds. `isHeld`: whether the process is kept alive for it. */
export function pause(ms: number, isHeld = true): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    if (!isHeld) timer.unref();
  });
}
