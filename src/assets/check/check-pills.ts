import { pillTextFile, report } from './checking.ts';
import type { Checking } from './checking.ts';

/** Source: content/README.md, "A pill". */
const points = 3;
const options = 3;

/** Rules over info-pills: three points, three options, the right one among them. */
export function checkPills(checking: Checking): void {
  for (const pill of checking.assets.pills.values()) {
    for (const text of Object.values(pill.texts)) {
      const file = pillTextFile(checking, pill.id, text.language);
      const expect = (field: 'points' | 'options', count: number): void => {
        const found = text[field].length;
        if (found !== count) report(checking, 'error', file, field, `${String(found)} ${field}, expected ${String(count)}`);
        if (new Set(text[field]).size !== found) report(checking, 'error', file, field, `two of the ${field} are the same`);
      };
      expect('points', points);
      expect('options', options);
      if (pill.answer < 0 || pill.answer >= text.options.length) {
        report(checking, 'error', file, 'options', `the right option is number ${String(pill.answer + 1)}, which is not there`);
      }
    }
  }
}
