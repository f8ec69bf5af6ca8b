import type { Safeguard, SafeguardContact, SafeguardText, WordClasses } from '../domain/safeguard.ts';
import { countries, mentorTopics, safeguardFamilies } from './content-scales.ts';
import { loadTexts } from './load-texts.ts';
import { loadWordLists } from './load-word-lists.ts';
import type { TextKind } from './load-texts.ts';
import type { MarkdownText } from './parse-markdown.ts';
import { parseYaml, rootMapping } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { foldersIn, readText } from './read-folder.ts';
import * as fields from './yaml-fields.ts';
import { join } from 'node:path';

/** The folder beside the safeguards that holds their word classes: `<content>/safeguards/words/<lang>.yaml`. */
const wordsFolder = 'words';

const safeguardText: TextKind<SafeguardText> = {
  fieldsFile: 'card.yaml',
  sections: ['card'],
  lists: [],
  read: readSafeguardText,
};

/** Every referral card below `<content>/safeguards/<family>/`, by family. */
export async function loadSafeguards(content: string, reading: Reading): Promise<ReadonlyMap<string, Safeguard>> {
  const root = join(content, 'safeguards');
  const words = await loadWordLists(content, `safeguards/${wordsFolder}`, reading);
  const families = (await foldersIn(root)).filter((folder) => folder !== wordsFolder);
  const cards = await Promise.all(families.map((family) => loadSafeguard(root, family, words, reading)));
  return new Map(cards.filter((card) => card !== null).map((card) => [card.family, card]));
}

async function loadSafeguard(root: string, family: string, words: WordClasses, reading: Reading): Promise<Safeguard | null> {
  const folder = `${reading.places.names.content}/safeguards/${family}`;
  const faults = faultsOf(reading, `${folder}/card.yaml`);
  const source = await readText(root, family, 'card.yaml');
  const texts = await loadTexts(join(root, family), folder, reading, safeguardText);
  if (source === null) {
    faults.error(1, 'the file is missing: every safeguard needs one (content/README.md shows it)');
    return null;
  }
  const yaml = parseYaml(source, faults);
  const mapping = yaml === null ? null : rootMapping(yaml);
  if (mapping === null) return null;
  reading.places.note(faults.file, fields.fieldLines(mapping));
  const card = readSafeguard(mapping, family, texts, words);
  return faults.errors() > 0 ? null : card;
}

function readSafeguard(
  mapping: Mapping,
  folder: string,
  texts: Readonly<Record<string, SafeguardText>>,
  words: WordClasses,
): Safeguard {
  fields.refuseOthers(mapping, ['family', 'mentor_topic', 'contacts', 'rules']);
  const family = fields.oneOf(mapping, 'family', safeguardFamilies);
  if (family !== folder) fields.complain(mapping, 'family', `'family' is '${family}', but the folder is '${folder}'`);
  return {
    family,
    mentorTopic: fields.oneOf(mapping, 'mentor_topic', mentorTopics),
    contacts: fields.mappings(mapping, 'contacts').map(readContact),
    rules: fields.texts(mapping, 'rules'),
    words,
    texts,
  };
}

function readContact(mapping: Mapping): SafeguardContact {
  fields.refuseOthers(mapping, ['country', 'name', 'phone', 'hours', 'source']);
  // A number that nobody can trace must never reach a person in danger.
  fields.requiredText(mapping, 'source');
  return {
    country: fields.oneOf(mapping, 'country', countries),
    name: fields.requiredText(mapping, 'name'),
    phone: fields.requiredText(mapping, 'phone'),
    hours: fields.optionalText(mapping, 'hours'),
  };
}

function readSafeguardText({ front, sections }: MarkdownText, language: string): SafeguardText {
  fields.refuseOthers(front, ['by', 'reviewed_by', 'source_hash', 'triggers', 'latin']);
  const card = sections.get('card')?.text ?? '';
  if (card === '') front.text.faults.error(sections.get('card')?.line ?? 1, "section '## card' is missing or empty");
  return {
    language,
    card,
    triggers: fields.texts(front, 'triggers'),
    latin: fields.texts(front, 'latin'),
    by: fields.requiredText(front, 'by'),
    reviewedBy: fields.optionalText(front, 'reviewed_by'),
    sourceHash: fields.optionalText(front, 'source_hash'),
  };
}
