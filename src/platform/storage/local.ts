/** Files below the data directory, for development and single machines. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from '#platform/storage/files.ts';

export interface LocalStorage {
  readonly kind: 'local';
  readonly dataDir: string;
}

const UNKNOWN_TYPE = 'application/octet-stream';

/** The content type stands beside the file as `<name>@type`; no key contains an @. */
export function localFiles({ dataDir }: LocalStorage, studioId: string): Files {
  const pathOf = (key: string) => join(dataDir, 'files', studioId, key);
  return {
    async put(key, content, contentType) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await replace(`${path}@type`, contentType);
      await replace(path, content);
    },
    async get(key) {
      const content = await orNull(readFile(pathOf(key)));
      if (!content) return null;
      const contentType = (await orNull(readFile(`${pathOf(key)}@type`, 'utf8'))) ?? UNKNOWN_TYPE;
      return { content: new Uint8Array(content), contentType };
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
      await rm(`${pathOf(key)}@type`, { force: true });
    },
  };
}

/** By rename, so that a reader sees the old file or the new one and never half of it. */
async function replace(path: string, content: Uint8Array | string): Promise<void> {
  const part = `${path}@${randomUUID()}`;
  try {
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
