import type { WordClasses } from '../domain/safeguard.ts';
import { parseYaml, rootMapping } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { filesIn, readText } from './read-folder.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import * as fields from './yaml-fields.ts';
import { join } from 'node:path';

/** The folder beside the safeguards that holds their word classes: `<content>/safeguards/words/<lang>.yaml`. */
export const wordsFolder = 'words';

type Classes = WordClasses[string];

/** The word classes of every language, in the order of the files. */
export async function loadWordClasses(root: string, reading: Reading): Promise<WordClasses> {
  const names = await filesIn(join(root, wordsFolder), '.yaml');
  return Object.fromEntries(await Promise.all(names.map((name) => loadLanguage(root, name, reading))));
}

async function loadLanguage(root: string, name: string, reading: Reading): Promise<readonly [string, Classes]> {
  const language = name.slice(0, -'.yaml'.length);
  const faults = faultsOf(reading, `${reading.places.names.content}/safeguards/${wordsFolder}/${name}`);
  if (!/^(?:[a-z]{2}|all)$/.test(language)) {
    faults.error(1, `'${name}': word lists are named after their language, as it.yaml, or all.yaml`);
  }
  const source = (await readText(root, wordsFolder, name)) ?? '';
  const yaml = parseYaml(source, faults);
  const mapping = yaml === null ? null : rootMapping(yaml);
  if (mapping === null) return [language, {}];
  const classes = readClasses(mapping);
  reading.places.note(faults.file, () => linesOfWordings(source, mapping, classes));
  return [language, classes];
}

function readClasses(mapping: Mapping): Classes {
  return Object.fromEntries(
    fields.namesOf(mapping).map((name): [string, readonly string[]] => {
      if (!/^[a-z]+(?:-[a-z]+)*$/.test(name)) fields.complain(mapping, name, `'${name}': a class is named as burn or born-here`);
      return [name, fields.wordList(mapping, name)];
    }),
  );
}

/** Lines of the classes, and of their wordings (`burn.0`), which stand in their class's order. */
function linesOfWordings(source: string, mapping: Mapping, classes: Classes): ReadonlyMap<string, number> {
  const lines = source.split(/\r?\n/);
  const found = new Map<string, number>();
  for (const [name, wordings] of Object.entries(classes)) {
    let line = fields.lineOfField(mapping, name);
    let from = name.length;
    found.set(name, line);
    wordings.forEach((wording, index) => {
      for (let next = line; next <= lines.length; next++) {
        const place = (lines[next - 1] ?? '').indexOf(wording, next === line ? from : 0);
        if (place === -1) continue;
        line = next;
        from = place + wording.length;
        break;
      }
      found.set(`${name}.${String(index)}`, line);
    });
  }
  return found;
}
