/** A studio's files, wherever they lie. */
import type { Files } from '#platform/storage/files.ts';
import { type LocalStorage, localFiles } from '#platform/storage/local.ts';
import { type S3Storage, s3Files } from '#platform/storage/s3.ts';

export type StorageConfig = LocalStorage | S3Storage;

const KEY = /^[a-z0-9][a-z0-9/._-]*$/;
const LONGEST = 512;

/** Keys are checked here, before any storage sees them, so that none can name another studio's file. */
export function createFiles(config: StorageConfig, studioId: string): Files {
  const files = config.kind === 'local' ? localFiles(config, studioId) : s3Files(config, studioId);
  return {
    put: async (key, content, contentType) => files.put(checkKey(key), content, contentType),
    get: async (key) => files.get(checkKey(key)),
    delete: async (key) => files.delete(checkKey(key)),
  };
}

/** @throws when the key is not a plain kebab-case path; keys are made by modules, never typed by anyone */
function checkKey(key: string): string {
  const dotted = key.split('/').some((part) => part === '' || part.startsWith('.'));
  if (dotted || key.includes('..') || !KEY.test(key) || key.length > LONGEST)
    throw new Error(`not a storage key: ${JSON.stringify(key.slice(0, 80))}`);
  return key;
}
