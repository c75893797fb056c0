/** A mistake that the product must not make, as a change of one file, and the test that notices it. */
import { cpSync, mkdtempSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export interface Mutation {
  readonly name: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly test: {
    readonly file: string;
    /** In its title; of several tests with it one must fail. */
    readonly title: string;
  };
}

/** @throws when the text is not there any more, or more than once */
export function mutate(text: string, { file, find, replace }: Mutation): string {
  const [before = '', after, ...more] = text.split(find);
  if (after === undefined) throw new Error(`${file} does not say ${JSON.stringify(find)} any more`);
  if (more.length > 0) throw new Error(`${file} says ${JSON.stringify(find)} more than once`);
  return before + replace + after;
}

/** Null while it applies. */
export function findStaleness(root: string, mutation: Mutation): string | null {
  try {
    mutate(readFileSync(join(root, mutation.file), 'utf8'), mutation);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

const LEFT_OUT = new Set(['node_modules', '.git', '.data', 'dist', 'coverage']);

/** @returns a folder in which files may be changed; packages are those of the checkout */
export function copyCheckout(checkout: string): string {
  // Named as the folders of test runs are, so that the next run removes it should this process be killed.
  const copy = realpathSync(mkdtempSync(join(tmpdir(), `regie-test-${process.pid}-`)));
  cpSync(checkout, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}
