/** Files that the program brings along: fonts and the like. */
import { readFile } from 'node:fs/promises';

const here = new URL('.', import.meta.url);

/** Bundled, everything lies in dist/, beside the folders that the image holds. */
const root = new URL(here.pathname.endsWith('/dist/') ? '..' : '../../..', here);

/** @param path from the project's root */
export function readProjectFile(path: string): Promise<Uint8Array> {
  return readFile(new URL(path, root));
}
