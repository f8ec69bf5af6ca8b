/** Where each field of each file stands, so that rules over finished assets can still name file and line. */
export interface Places {
  /** Names of the three folders as people see them: `content`, `dialogs`, `locales`. */
  readonly names: FolderNames;
  /** 1-based. A field that is not there falls back to what it belongs to (`steps.2` → `steps`), then to line 1. */
  lineOf(file: string, field: string): number;
}

export interface FolderNames {
  readonly content: string;
  readonly dialogs: string;
  readonly locales: string;
}

/** Fields to lines of one file. A function where working it out costs something and is seldom needed. */
export type FieldLines = ReadonlyMap<string, number> | (() => ReadonlyMap<string, number>);

export interface PlaceBook extends Places {
  note(file: string, lines: FieldLines): void;
}

export function createPlaces(names: FolderNames): PlaceBook {
  const files = new Map<string, FieldLines>();
  const linesOf = (file: string): ReadonlyMap<string, number> | undefined => {
    const lines = files.get(file);
    if (typeof lines !== 'function') return lines;
    const known = lines();
    files.set(file, known);
    return known;
  };
  return {
    names,
    note: (file, lines) => {
      files.set(file, lines);
    },
    lineOf: (file, field) => nearest(linesOf(file), field),
  };
}

/** For assets that were made without files. */
export const noPlaces: Places = {
  names: { content: 'content', dialogs: 'dialogs', locales: 'locales' },
  lineOf: () => 1,
};

function nearest(lines: ReadonlyMap<string, number> | undefined, field: string): number {
  const line = lines?.get(field);
  if (line !== undefined) return line;
  const dot = field.lastIndexOf('.');
  return dot === -1 ? 1 : nearest(lines, field.slice(0, dot));
}
