import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileList } from '#platform/storage/files.ts';
import { DETAILS_BYTES, orNull, SUFFIX } from '#platform/storage/local-layout.ts';

/** In the order of a bucket: by the bytes of whole keys, where `a-b/c` comes before `a/c`. */
export async function listLocal(
  folder: string,
  prefix: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<FileList> {
  const files: { key: string; size: number; modifiedAt: Date }[] = [];
  for await (const key of walk(folder, prefix, after ?? '')) {
    if (files.length === limit) return { files, next: files.at(-1)?.key ?? null };
    const found = await orNull(stat(join(folder, `${key}${SUFFIX}`)));
    if (found) files.push({ key, size: found.size - DETAILS_BYTES, modifiedAt: found.mtime });
  }
  return { files, next: null };
}

async function* walk(folder: string, prefix: string, after: string): AsyncGenerator<string> {
  const entries = (await orNull(readdir(join(folder, prefix), { withFileTypes: true }))) ?? [];
  const names = entries.map(nameOf).filter((name) => name !== null);
  for (const name of names.sort((a, b) => (a < b ? -1 : 1))) {
    const key = prefix + name;
    if (!name.endsWith('/')) {
      if (key > after) yield key;
    } else if (key > after || after.startsWith(key)) yield* walk(folder, key, after);
  }
}

/** Folders end in a slash, which puts them where their keys belong; parts of unfinished files are left out. */
function nameOf(entry: Dirent): string | null {
  if (entry.isDirectory()) return `${entry.name}/`;
  return entry.name.endsWith(SUFFIX) ? entry.name.slice(0, -SUFFIX.length) : null;
}
