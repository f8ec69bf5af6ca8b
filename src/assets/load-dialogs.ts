import type { Dialog } from '../domain/dialog.ts';
import { dialogTriggers } from '../domain/dialog.ts';
import { loadStep } from './load-step.ts';
import { parseYaml, rootMapping } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { filesIn, readText } from './read-folder.ts';
import { shortHash } from './short-hash.ts';
import * as fields from './yaml-fields.ts';

/** Every `<dialogs>/*.yaml`, by id (the file's name). Dialogs with a fault are left out. */
export async function loadDialogs(folder: string, reading: Reading): Promise<ReadonlyMap<string, Dialog>> {
  const names = await filesIn(folder, '.yaml');
  const dialogs = await Promise.all(names.map(async (name) => parseDialog((await readText(folder, name)) ?? '', name, reading)));
  return new Map(dialogs.filter((dialog) => dialog !== null).map((dialog) => [dialog.id, dialog]));
}

/** One dialog from its file's text. Every fault is reported with its line; a dialog that has one gives null. */
export function parseDialog(source: string, name: string, reading: Reading): Dialog | null {
  const file = `${reading.places.names.dialogs}/${name}`;
  const faults = faultsOf(reading, file);
  const yaml = parseYaml(source, faults);
  const mapping = yaml === null ? null : rootMapping(yaml);
  if (mapping === null) return null;
  reading.places.note(file, new Map(fields.namesOf(mapping).map((field) => [field, fields.lineOfField(mapping, field)])));
  const dialog = readDialog(mapping, name, source);
  return faults.errors() > 0 ? null : dialog;
}

function readDialog(mapping: Mapping, file: string, source: string): Dialog {
  fields.refuseOthers(mapping, ['id', 'word', 'on', 'moved', 'steps']);
  const word = fields.optionalText(mapping, 'word');
  const steps = fields.mappings(mapping, 'steps');
  if (steps.length === 0) fields.complain(mapping, 'steps', "'steps' is missing or empty: a dialog needs at least one");
  refuseTwins(steps);
  return {
    id: readId(mapping, file),
    file,
    hash: shortHash(source),
    ...(word === null ? {} : { word }),
    ...(fields.isAbsent(mapping, 'on') ? {} : { on: fields.oneOf(mapping, 'on', dialogTriggers) }),
    moved: fields.textPairs(mapping, 'moved'),
    steps: steps.map(loadStep).filter((step) => step !== null),
  };
}

function readId(mapping: Mapping, file: string): string {
  const name = file.replace(/\.yaml$/, '');
  const id = fields.optionalText(mapping, 'id') ?? name;
  if (id !== name) fields.complain(mapping, 'id', `'id' is '${id}', but the file is '${file}': name it ${id}.yaml`);
  return id;
}

/** Running conversations are found again by step id, so it must be unique. */
function refuseTwins(steps: readonly Mapping[]): void {
  const lines = new Map<string, number>();
  for (const step of steps) {
    const id = fields.textOf(fields.valueOf(step, 'id'));
    if (id === null) continue;
    const line = lines.get(id);
    if (line !== undefined) fields.complain(step, 'id', `step '${id}' stands here twice; the first is on line ${String(line)}`);
    lines.set(id, fields.lineOfField(step, 'id'));
  }
}
