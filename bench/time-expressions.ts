/** A regular expression and the longest that it took over one text. */
export interface SlowExpression {
  readonly source: string;
  readonly ms: number;
}

type Method = (this: RegExp, ...given: unknown[]) => unknown;

const timed = ['exec', 'test', Symbol.replace, Symbol.match, Symbol.split] as const;
/** What takes longer is taken again: an expression is slow each time, a pause of the machine is not. */
const suspiciousMs = 2;
const repeats = 3;

/** Runs something with every regular expression timed, and gives the slowest first. Times count what they call on each match, too. */
export function timeExpressions(run: () => void): readonly SlowExpression[] {
  const longest = new Map<string, number>();
  const methods = RegExp.prototype as unknown as Record<(typeof timed)[number], Method>;
  const own = timed.map((name) => [name, methods[name]] as const);
  for (const [name, method] of own) {
    methods[name] = function (this: RegExp, ...given): unknown {
      const start = performance.now();
      const result = method.apply(this, given);
      const ms = performance.now() - start;
      const sure = ms > suspiciousMs ? Math.min(ms, timeAgain(this, String(given[0]))) : ms;
      if (sure > (longest.get(this.source) ?? -1)) longest.set(this.source, sure);
      return result;
    };
  }
  try {
    run();
  } finally {
    for (const [name, method] of own) methods[name] = method;
  }
  return Array.from(longest, ([source, ms]) => ({ source, ms })).toSorted((a, b) => b.ms - a.ms);
}

/** The shortest of some more times over the whole text, in milliseconds. */
function timeAgain({ source, flags }: RegExp, text: string): number {
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now();
    text.match(new RegExp(source, flags.replace('g', '').concat('g')));
    return performance.now() - start;
  });
  return Math.min(...times);
}
