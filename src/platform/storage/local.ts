/**
 * Files below the data directory, for development and single machines. A key's file is `<key>@file`: its content, then a
 * block of fixed size with what is known about it, so that one rename replaces both.
 */
import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { StorageDriver } from '#platform/storage/driver.ts';
import type { FileInfo, FileMetadata } from '#platform/storage/files.ts';
import type { Signer } from '#platform/storage/local-address.ts';
import { DETAILS_BYTES, orNull, SUFFIX } from '#platform/storage/local-layout.ts';
import { listLocal } from '#platform/storage/local-list.ts';
import { resolveRange } from '#platform/storage/range.ts';

export interface LocalStorage {
  readonly kind: 'local';
  readonly dataDir: string;
}

type Body = Uint8Array | ReadableStream<Uint8Array>;
type Details = Required<FileMetadata> & { readonly sha256: string };

export function localFiles({ dataDir }: LocalStorage, studioId: string, signer: Signer): StorageDriver {
  const folder = join(dataDir, 'files', studioId);
  const pathOf = (key: string) => join(folder, `${key}${SUFFIX}`);
  return {
    async put(key, body, metadata) {
      await mkdir(dirname(pathOf(key)), { recursive: true });
      await replace(pathOf(key), body, metadata);
    },
    async get(key, range) {
      const handle = await orNull(open(pathOf(key), 'r'));
      if (!handle) return null;
      try {
        const info = await readInfo(handle);
        const wanted = range && resolveRange(range, info.size);
        const { start, end } = wanted ?? { start: 0, end: info.size - 1 };
        return { ...info, range: wanted, stream: await streamOf(handle, start, end) };
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
    async head(key) {
      const handle = await orNull(open(pathOf(key), 'r'));
      if (!handle) return null;
      return readInfo(handle).finally(() => handle.close());
    },
    list: (prefix, page) => listLocal(folder, prefix, page),
    remove: (key) => rm(pathOf(key), { force: true }),
    signedAddress: async (key, options) => signer.sign(studioId, key, options),
  };
}

/** By rename, so that a reader sees the old file or the new one; on the disk before the caller's row can name it. */
async function replace(path: string, body: Body, metadata: Required<FileMetadata>) {
  const part = `${path.slice(0, -SUFFIX.length)}@${randomUUID()}`;
  try {
    await writePart(part, body, metadata);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await sync(dirname(path));
}

async function writePart(path: string, body: Body, metadata: Required<FileMetadata>) {
  const handle = await open(path, 'wx');
  const hash = createHash('sha256');
  try {
    for await (const bytes of chunksOf(body)) {
      hash.update(bytes);
      await handle.appendFile(bytes);
    }
    const details = Buffer.alloc(DETAILS_BYTES, ' ');
    const written: Details = { ...metadata, sha256: hash.digest('hex') };
    details.write(JSON.stringify(written));
    await handle.appendFile(details);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Node can iterate over a stream; TypeScript's DOM types do not know it. */
function chunksOf(body: Body): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  return body instanceof Uint8Array ? [body] : (body as unknown as AsyncIterable<Uint8Array>);
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function readInfo(handle: FileHandle): Promise<FileInfo> {
  const { size: whole, mtime } = await handle.stat();
  const size = whole - DETAILS_BYTES;
  const { buffer } = await handle.read(Buffer.alloc(DETAILS_BYTES), 0, DETAILS_BYTES, size);
  const { contentType, fileName, sha256 } = JSON.parse(buffer.toString()) as Details;
  return { contentType, fileName, size, etag: `"${sha256}"`, modifiedAt: mtime };
}

/** The stream closes the handle. */
async function streamOf(handle: FileHandle, start: number, end: number): Promise<ReadableStream<Uint8Array>> {
  if (end >= start) return Readable.toWeb(handle.createReadStream({ start, end })) as ReadableStream<Uint8Array>;
  await handle.close();
  return new ReadableStream({ start: (controller) => controller.close() });
}
