import type { Command } from './command.ts';
import { ask } from './content/ask.ts';
import { due } from './content/due.ts';
import { exportTexts, importTexts } from './content/exchange.ts';
import { reload } from './content/reload.ts';
import { stamp } from './content/stamp.ts';
import { status } from './content/status.ts';

const verbs: Readonly<Record<string, Command>> = { stamp, status, due, export: exportTexts, import: importTexts, ask, reload };

const usage = `sportello content <verb>
  status                        what there is, by country and language, and how sure the answers are
  due [--now 2026-01-31] [--days 30]   what is to be reviewed soon, by owner
  stamp [file …]                translations remember the source text that they were made from
  export --language uk [--country it] [--format xliff|csv] [--to file]   texts for a translator
  import <file> --by <name>     what the translator sent back
  ask "a question" [--language it] [--country it] [--explain]   what would be answered, and why
  reload [--force]              the running service serves the files as they are now; --force: also where people must start again
  ask --json                    reads {"text", "language", "country"} from standard input, a line each, and answers with a line each`;

/** `sportello content …`: what authors and translators need beside an editor. */
export const content: Command = async (call) => {
  const [name = '', ...words] = call.words;
  const verb = verbs[name];
  if (verb !== undefined) return verb({ ...call, words });
  call.print(usage);
  return 2;
};
