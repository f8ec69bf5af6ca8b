import { tasks, type Found } from './tasks.ts';

const nameWidth = 58;
const cellWidth = 12;

/** One line a task, one column an engine, and last what the first engine has over the best of the others. */
export function printTable(engines: ReadonlyMap<string, Found>): string {
  const names = [...engines.keys()];
  const head = line('', [...names, 'ours ÷ best']);
  const lines = tasks.map((task) => {
    const values = names.map((name) => {
      const found = engines.get(name);
      return found === undefined ? undefined : task.read(found);
    });
    return line(task.name, [...values.map(cell), ratio(values, isLessBetter(task.name))]);
  });
  return [head, ...lines].join('\n');
}

function isLessBetter(name: string): boolean {
  return name.includes('less is better') || name.endsWith(', ms');
}

function line(name: string, cells: readonly string[]): string {
  return name.padEnd(nameWidth) + cells.map((text) => text.slice(0, cellWidth - 1).padStart(cellWidth)).join('');
}

function cell(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return value < 1 ? value.toFixed(3) : value.toFixed(1);
}

function ratio([ours, ...others]: readonly (number | undefined)[], isLess: boolean): string {
  const known = others.filter((value): value is number => value !== undefined && !Number.isNaN(value));
  if (ours === undefined || known.length === 0) return '–';
  return (ours / (isLess ? Math.min(...known) : Math.max(...known))).toFixed(2);
}
