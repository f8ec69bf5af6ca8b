import type { Entry } from './answer.ts';
import type { Dialog } from './dialog.ts';
import type { JsonObject } from './json.ts';
import type { Language } from './language.ts';
import type { MessageTemplate } from './message-template.ts';
import type { Pill } from './pill.ts';
import type { Safeguard } from './safeguard.ts';

/** Everything that authors and translators write, read from the folders and checked. Replaced whole by a reload. */
export interface Assets {
  readonly dialogs: ReadonlyMap<string, Dialog>;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly pills: ReadonlyMap<string, Pill>;
  readonly safeguards: ReadonlyMap<string, Safeguard>;
  readonly terms: readonly Term[];
  readonly asides: Asides;
  readonly languages: readonly Language[];
  /** What may be sent where a channel allows nothing else. */
  readonly templates: readonly MessageTemplate[];
  /** i18next resources: language → namespace (`bot desk chat`) → keys. */
  readonly phrases: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
}

/**
 * Language → topic → words: what people also ask about and nobody answers here (the weather, a flat, a driving licence). To know these
 * topics is to know that no answer fits, where a word of the question is also a word of an answer.
 */
export type Asides = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A national term that is kept in every language, and explained. */
export interface Term {
  readonly country: string;
  readonly term: string;
  /** Other spellings people type. */
  readonly also: readonly string[];
  readonly explain: Readonly<Record<string, string>>;
  /** The term's sound, in other scripts. */
  readonly say: Readonly<Record<string, string>>;
}

/** A fault in what an author wrote. */
export interface Fault {
  readonly level: 'error' | 'warning';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

export function formatFault(fault: Fault): string {
  return `${fault.file}:${String(fault.line)}: ${fault.message}`;
}
