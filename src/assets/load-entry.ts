import type { Entry, EntryText, Source } from '../domain/answer.ts';
import { countries, mentorTopics, risks, sectors, stages, topics, volatilities } from './content-scales.ts';
import { loadEntryText } from './load-entry-text.ts';
import { parseYaml, rootMapping } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { foldersIn, readText } from './read-folder.ts';
import { loadTexts } from './load-texts.ts';
import * as fields from './yaml-fields.ts';
import { join } from 'node:path';

const known = [
  'brief',
  'country',
  'area',
  'cities',
  'topic',
  'mentor_topic',
  'sectors',
  'stages',
  'risk',
  'risk_why',
  'volatility',
  'source_language',
  'owner',
  'valid_from',
  'review_by',
  'expires_on',
  'sources',
  'basis',
  'confirm',
  'terms',
  'related',
] as const;

/** Every answer below `<content>/answers/<country>/<slug>/`. Those with a fault in their fields are left out. */
export async function loadEntries(content: string, reading: Reading): Promise<ReadonlyMap<string, Entry>> {
  const root = join(content, 'answers');
  const ids = (await Promise.all((await foldersIn(root)).map((country) => idsOf(root, country)))).flat();
  const entries = await Promise.all(ids.map((id) => loadEntry(root, id, reading)));
  return new Map(entries.filter((entry) => entry !== null).map((entry) => [entry.id, entry]));
}

async function idsOf(root: string, country: string): Promise<readonly string[]> {
  return (await foldersIn(join(root, country))).map((slug) => `${country}/${slug}`);
}

/** One answer: `entry.yaml` and one text per language. `id` is `<country>/<slug>`. */
export async function loadEntry(root: string, id: string, reading: Reading): Promise<Entry | null> {
  const file = `${reading.places.names.content}/answers/${id}/entry.yaml`;
  const faults = faultsOf(reading, file);
  const source = await readText(root, id, 'entry.yaml');
  const texts = await loadTexts(join(root, id), `${reading.places.names.content}/answers/${id}`, reading, loadEntryText);
  if (source === null) {
    faults.error(1, 'the file is missing: every answer needs one (content/README.md shows it)');
    return null;
  }
  const yaml = parseYaml(source, faults);
  const mapping = yaml === null ? null : rootMapping(yaml);
  if (mapping === null) return null;
  reading.places.note(file, new Map(fields.namesOf(mapping).map((name) => [name, fields.lineOfField(mapping, name)])));
  const entry = readEntry(mapping, id, texts);
  return faults.errors() > 0 ? null : entry;
}

function readEntry(mapping: Mapping, id: string, texts: Readonly<Record<string, EntryText>>): Entry {
  fields.refuseOthers(mapping, known);
  const country = fields.oneOf(mapping, 'country', countries);
  const folder = id.slice(0, id.indexOf('/'));
  if (country !== folder) fields.complain(mapping, 'country', `'country' is '${country}', but the folder is '${folder}'`);
  return {
    id,
    brief: fields.requiredText(mapping, 'brief'),
    country,
    area: fields.requiredText(mapping, 'area'),
    cities: fields.texts(mapping, 'cities'),
    topic: fields.oneOf(mapping, 'topic', topics),
    mentorTopic: fields.oneOf(mapping, 'mentor_topic', mentorTopics),
    sectors: fields.severalOf(mapping, 'sectors', sectors),
    stages: fields.severalOf(mapping, 'stages', stages),
    risk: fields.oneOf(mapping, 'risk', risks),
    volatility: fields.oneOf(mapping, 'volatility', volatilities),
    sourceLanguage: fields.requiredText(mapping, 'source_language'),
    owner: fields.requiredText(mapping, 'owner'),
    validFrom: fields.requiredDate(mapping, 'valid_from'),
    reviewBy: fields.requiredDate(mapping, 'review_by'),
    expiresOn: fields.optionalDate(mapping, 'expires_on'),
    sources: fields.mappings(mapping, 'sources').map(readSource),
    confirm: fields.texts(mapping, 'confirm'),
    terms: fields.texts(mapping, 'terms'),
    related: fields.texts(mapping, 'related').map((slug) => (slug.includes('/') ? slug : `${country}/${slug}`)),
    texts,
  };
}

function readSource(mapping: Mapping): Source {
  fields.refuseOthers(mapping, ['body', 'url', 'as_of', 'opened_by']);
  return {
    body: fields.requiredText(mapping, 'body'),
    url: readAddress(mapping),
    asOf: readAsOf(mapping),
    openedBy: fields.optionalText(mapping, 'opened_by'),
  };
}

function readAddress(mapping: Mapping): string {
  const url = fields.requiredText(mapping, 'url');
  if (url !== '' && !(/^https?:\/\/[^\s/]+/.test(url) && URL.canParse(url))) {
    fields.complain(mapping, 'url', `'url' is '${url}'; expected a web address as https://www.example.it`);
  }
  return url;
}

function readAsOf(mapping: Mapping): string | null {
  const text = fields.requiredText(mapping, 'as_of');
  if (text === 'undated' || text === '') return null;
  if (/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(text)) return text;
  fields.complain(mapping, 'as_of', `'as_of' is '${text}'; expected 2024, 2024-01, 2024-01-31 or undated`);
  return null;
}
