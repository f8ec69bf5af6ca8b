import { parseYaml, rootMapping } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { filesIn, readText } from './read-folder.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import * as fields from './yaml-fields.ts';
import { join } from 'node:path';

/** Language → name of a list → its words. */
export type WordLists = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

type Lists = WordLists[string];

/** Lists of words with names, a file for each language: `<content>/<folder>/<lang>.yaml`, in the order of the files. */
export async function loadWordLists(content: string, folder: string, reading: Reading): Promise<WordLists> {
  const names = await filesIn(join(content, folder), '.yaml');
  return Object.fromEntries(await Promise.all(names.map((name) => loadLanguage(content, folder, name, reading))));
}

async function loadLanguage(content: string, folder: string, name: string, reading: Reading): Promise<readonly [string, Lists]> {
  const language = name.slice(0, -'.yaml'.length);
  const faults = faultsOf(reading, `${reading.places.names.content}/${folder}/${name}`);
  if (!/^(?:[a-z]{2}|all)$/.test(language)) {
    faults.error(1, `'${name}': word lists are named after their language, as it.yaml, or all.yaml`);
  }
  const source = (await readText(content, folder, name)) ?? '';
  const yaml = parseYaml(source, faults);
  const mapping = yaml === null ? null : rootMapping(yaml);
  if (mapping === null) return [language, {}];
  const lists = readLists(mapping);
  reading.places.note(faults.file, () => linesOfWordings(source, mapping, lists));
  return [language, lists];
}

function readLists(mapping: Mapping): Lists {
  return Object.fromEntries(
    fields.namesOf(mapping).map((name): [string, readonly string[]] => {
      if (!/^[a-z]+(?:-[a-z]+)*$/.test(name)) fields.complain(mapping, name, `'${name}': a list is named as burn or born-here`);
      return [name, fields.wordList(mapping, name)];
    }),
  );
}

/** Lines of the lists, and of their words (`burn.0`), which stand in their list's order. */
function linesOfWordings(source: string, mapping: Mapping, lists: Lists): ReadonlyMap<string, number> {
  const lines = source.split(/\r?\n/);
  const found = new Map<string, number>();
  for (const [name, wordings] of Object.entries(lists)) {
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
