import type { Config } from '../config.ts';

/** What a command is given. */
export interface CommandCall {
  /** The project's folder. */
  readonly root: string;
  readonly config: Config;
  /** The words after the command's name. */
  readonly words: readonly string[];
  /** One line to standard output. */
  readonly print: (line: string) => void;
}

/** Does its work and resolves with the process's exit code. */
export type Command = (call: CommandCall) => Promise<number>;

/** The value after `--name`; null when the option is absent. */
export function optionOf(words: readonly string[], name: string): string | null {
  const index = words.indexOf(`--${name}`);
  return index === -1 ? null : (words[index + 1] ?? '');
}

/** What is neither an option nor an option's value. `flags` are the options that take none. */
export function plainWords(words: readonly string[], flags: readonly string[]): readonly string[] {
  return words.filter((word, index) => {
    const before = words[index - 1];
    const isValue = before?.startsWith('--') === true && !flags.includes(before.slice(2));
    return !word.startsWith('--') && !isValue;
  });
}
