/** What the static laws look at: the files of the checkout, or a handful of samples in a test. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Project {
  /** Paths from the root, with `/`, sorted. */
  readonly files: readonly string[];
  has(file: string): boolean;
  read(file: string): string;
  /** Parsed once; nodes know their parents. */
  source(file: string): ts.SourceFile;
}

const SKIPPED = new Set(['node_modules', '.git', '.data', 'dist', 'coverage']);

export function openProject(root: string): Project {
  return createProject(listFiles(root, ''), (file) => readFileSync(join(root, file), 'utf8'));
}

/** A project that exists only in a test. */
export function sampleProject(files: Readonly<Record<string, string>>): Project {
  return createProject(Object.keys(files), (file) => files[file] ?? '');
}

function createProject(files: readonly string[], load: (file: string) => string): Project {
  const known = new Set(files);
  const texts = new Map<string, string>();
  const sources = new Map<string, ts.SourceFile>();
  const read = (file: string) => texts.get(file) ?? remember(texts, file, load(file));
  return {
    files: [...files].sort(),
    has: (file) => known.has(file),
    read,
    source: (file) => sources.get(file) ?? remember(sources, file, parse(file, read(file))),
  };
}

function remember<T>(memory: Map<string, T>, key: string, value: T): T {
  memory.set(key, value);
  return value;
}

function parse(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, kind);
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}
