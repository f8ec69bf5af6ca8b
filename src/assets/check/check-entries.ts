import type { Entry, EntryBody } from '../../domain/answer.ts';
import { freshness } from '../../domain/answer.ts';
import { entryFile, entryTextFile, report } from './checking.ts';
import type { Checking } from './checking.ts';

/** Longest texts, in characters. Source: content/README.md, "How to write". */
const maxShort = 350;
const maxFull = 700;
const maxItem = 140;
const maxSteps = 6;
const maxDocuments = 8;

/** Rules over an answer's fields, its links to others, its dates and the size of its texts. */
export function checkEntries(checking: Checking): void {
  checkBriefs(checking);
  for (const entry of checking.assets.entries.values()) {
    checkFields(checking, entry);
    checkLinks(checking, entry);
    checkDates(checking, entry);
    checkSources(checking, entry);
    for (const text of Object.values(entry.texts)) {
      if (text.body !== null) checkSizes(checking, entryTextFile(checking, entry.id, text.language), text.body);
    }
  }
}

/** A topic of the research is answered once. */
function checkBriefs(checking: Checking): void {
  const first = new Map<string, string>();
  for (const { id, brief } of checking.assets.entries.values()) {
    const other = first.get(brief);
    if (other === undefined) first.set(brief, id);
    else report(checking, 'error', entryFile(checking, id), 'brief', `'${brief}' is the brief of '${other}', too`);
  }
}

function checkFields(checking: Checking, entry: Entry): void {
  const file = entryFile(checking, entry.id);
  if (entry.sources.length === 0) report(checking, 'error', file, 'sources', 'no official source: an answer needs at least one');
  if (entry.sectors.length === 0)
    report(checking, 'error', file, 'sectors', "'sectors' is empty; [all] where it makes no difference");
  if (entry.stages.length === 0) report(checking, 'error', file, 'stages', "'stages' is empty");
  if (entry.area !== 'national' && entry.area !== entry.country && entry.cities.length === 0 && isCity(checking, entry.area)) {
    report(checking, 'warning', file, 'cities', `holds in '${entry.area}' only, but 'cities' is empty`);
  }
  if (entry.volatility === 'V4' && entry.expiresOn === null) {
    report(checking, 'error', file, 'volatility', "'volatility' is V4 (a call that closes), so 'expires_on' must be set");
  }
}

/** A place that another answer names among its cities. */
function isCity(checking: Checking, area: string): boolean {
  return checking.assets.entries.values().some((entry) => entry.cities.includes(area));
}

function checkLinks(checking: Checking, entry: Entry): void {
  const { entries, terms } = checking.assets;
  const file = entryFile(checking, entry.id);
  for (const id of entry.related) {
    if (id === entry.id) report(checking, 'error', file, 'related', `'${id}' is this answer itself`);
    else if (!entries.has(id)) report(checking, 'error', file, 'related', `there is no answer '${id}'`);
  }
  const glossary = terms.filter((term) => term.country === entry.country);
  if (glossary.length === 0) return;
  const known = new Set(glossary.flatMap((term) => [term.term, ...term.also]).map((term) => term.toLowerCase()));
  for (const term of entry.terms) {
    if (known.has(term.toLowerCase())) continue;
    report(checking, 'error', file, 'terms', `'${term}' is not in glossary/${entry.country}.yaml`);
  }
}

function checkDates(checking: Checking, entry: Entry): void {
  const file = entryFile(checking, entry.id);
  if (entry.reviewBy < entry.validFrom) report(checking, 'error', file, 'review_by', "'review_by' lies before 'valid_from'");
  const state = freshness(entry, checking.today);
  if (state === 'current') return;
  const level = checking.strict ? 'error' : 'warning';
  const field = entry.expiresOn !== null && checking.today > entry.expiresOn ? 'expires_on' : 'review_by';
  const consequence = state === 'overdue' ? 'it is answered with a dated caveat' : 'it is no longer answered';
  const date = field === 'expires_on' ? entry.expiresOn : entry.reviewBy;
  report(checking, level, file, field, `'${field}' was ${date ?? ''} (${entry.owner}): ${consequence}`);
}

/** A copy cannot have been read tomorrow: a typing mistake in the year would make an old page look new. */
function checkSources(checking: Checking, entry: Entry): void {
  for (const { body, asOf } of entry.sources) {
    if (asOf === null || asOf <= checking.today.slice(0, asOf.length)) continue;
    report(
      checking,
      'error',
      entryFile(checking, entry.id),
      'sources',
      `'as_of' of '${body}' is ${asOf}, which is still to come`,
    );
  }
}

function checkSizes(checking: Checking, file: string, body: EntryBody): void {
  const tooLong = (field: string, text: string, most: number): void => {
    const length = [...text].length;
    if (length <= most) return;
    report(checking, 'error', file, field, `${field.replace('.', ' ')}: ${String(length)} characters, at most ${String(most)}`);
  };
  const tooMany = (field: 'steps' | 'documents', most: number): void => {
    const items = body[field];
    if (items.length > most) {
      report(checking, 'error', file, `${field}.${String(most)}`, `${String(items.length)} ${field}, at most ${String(most)}`);
    }
    items.forEach((item, index) => tooLong(`${field}.${String(index)}`, item, maxItem));
  };
  tooLong('short', body.short, maxShort);
  tooLong('full', body.full, maxFull);
  tooMany('steps', maxSteps);
  tooMany('documents', maxDocuments);
}
