/** Marks of the Unicode bidirectional algorithm (UAX #9). */
const rightToLeftMark = '\u200F';
const leftToRightIsolate = '\u2066';
const popIsolate = '\u2069';

/** Letters of the scripts that are written from right to left. */
const rtlLetter = /\p{Script=Arabic}|\p{Script=Hebrew}/u;
const anyLetter = /\p{L}/u;
/** Words and numbers from left to right, with what stands between them: `Partita IVA`, `+39 055 123`, `§ 4a AufenthG`, `Anna B.` */
const ltrRun =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}+@#§№][^\p{Script=Arabic}\p{Script=Hebrew}\n،؛؟۔]*[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}%€)]/gu;

/**
 * A text for clients that guess a line's direction from its first letter: in a language written from right to left each
 * line is said to be so, and foreign words keep their own order. Addresses stay bare: a mark beside one would end up in it.
 */
export function isolateText(text: string, direction: 'ltr' | 'rtl'): string {
  return direction === 'ltr' ? text : text.split('\n').map(isolateLine).join('\n');
}

function isolateLine(line: string): string {
  if (!rtlLetter.test(line)) return line;
  const parts = line.split(/(\S+:\/\/\S+|\S+@\S+\.\S+)/);
  const isolated = parts
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll(ltrRun, (run, at: number) => isolateRun(run, part[at - 1] ?? '')),
    )
    .join('');
  const first = anyLetter.exec(line)?.[0] ?? '';
  return rtlLetter.test(first) && !isolated.startsWith(leftToRightIsolate) ? isolated : rightToLeftMark + isolated;
}

/** A name that a phrase isolated already needs it no more. */
function isolateRun(run: string, before: string): string {
  if (/[\u2066-\u2068]/.test(before)) return run;
  // A bracket that was opened in the text around belongs there.
  if (run.endsWith(')') && !run.includes('(')) return `${isolateRun(run.slice(0, -1), before)})`;
  return anyLetter.test(run) || /[\s\-/]/.test(run) ? leftToRightIsolate + run + popIsolate : run;
}
