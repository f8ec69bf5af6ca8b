import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** Path below the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly line: number;
  /** Own files: path below the root. Packages: their name. */
  readonly target: string;
  readonly isOwn: boolean;
}

/** Every TypeScript file below a folder of the project, with what it imports (types included). */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readSource(join(folder, name)))
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en'));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  return { path: path.replaceAll('\\', '/'), text, imports: importsOf(path, text) };
}

const statement = /(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)(['"])([^'"]+)\1/gm;

function importsOf(path: string, text: string): readonly Import[] {
  return [...text.matchAll(statement)].map((match) => {
    const specifier = match[2] ?? '';
    const line = text.slice(0, match.index).split('\n').length;
    if (!specifier.startsWith('.')) return { line, target: packageOf(specifier), isOwn: false };
    const target = relative(projectRoot, resolve(projectRoot, dirname(path), specifier)).replaceAll('\\', '/');
    return { line, target, isOwn: true };
  });
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
