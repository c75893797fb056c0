/** Files that the program brings along: texts, fonts and the like. */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const here = new URL('.', import.meta.url);

/** When bundled, everything is in dist/, next to the folders that the image holds. */
const root = new URL(here.pathname.endsWith('/dist/') ? '..' : '../../..', here);

/** @param path from the project's root */
export function readProjectFile(path: string): Promise<Uint8Array> {
  return readFile(new URL(path, root));
}

/** For what is needed before anything can be answered. @param path from the project's root, with a slash at its end */
export function readProjectFolder(path: string, extension: string): string[] {
  const folder = new URL(path, root);
  const names = readdirSync(folder).filter((name) => name.endsWith(extension));
  return names.map((name) => readFileSync(new URL(name, folder), 'utf8'));
}
