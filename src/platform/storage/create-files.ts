/** A studio's files, in a bucket or below the data directory. */
import type { StorageDriver } from '#platform/storage/driver.ts';
import type { Files } from '#platform/storage/files.ts';
import { checkAddress, checkKey, checkMetadata, checkPage, checkPrefix } from '#platform/storage/keys.ts';
import { type LocalStorage, localFiles } from '#platform/storage/local.ts';
import { createSigner, filesOrigin, type Signer } from '#platform/storage/local-address.ts';
import { measure } from '#platform/storage/measure.ts';
import { s3Files } from '#platform/storage/s3.ts';
import type { S3Storage } from '#platform/storage/s3-client.ts';

export type StorageConfig = LocalStorage | S3Storage;

export interface StorageOptions {
  readonly config: StorageConfig;
  readonly publicUrl: URL;
  /** Signs the addresses of local files. */
  readonly key: Buffer;
  now(): Date;
}

export interface Storage {
  filesOf(studioId: string): Files;
  /** The host that has to answer local files' signed addresses; null when a bucket does. */
  readonly local: { readonly host: string; readonly signer: Signer } | null;
}

export function createStorage({ config, publicUrl, key, now }: StorageOptions): Storage {
  if (config.kind === 's3') return { filesOf: (studioId) => checked(s3Files(config, studioId, now)), local: null };
  const origin = filesOrigin(publicUrl);
  const signer = createSigner(origin.origin, key, now);
  return {
    filesOf: (studioId) => checked(localFiles(config, studioId, signer)),
    local: { host: origin.hostname, signer },
  };
}

/** Nothing reaches a driver that was not looked at here. */
function checked(driver: StorageDriver): Files {
  return {
    async put(key, body, metadata) {
      const [checkedKey, details, measured] = [checkKey(key), checkMetadata(metadata), measure(body)];
      try {
        await driver.put(checkedKey, measured.body, details);
      } catch (error) {
        await measured.cancel(error);
        throw measured.sourceError()?.error ?? error;
      }
      return measured.result();
    },
    get: async (key, { range } = {}) => driver.get(checkKey(key), range ?? null),
    head: async (key) => driver.head(checkKey(key)),
    list: async (prefix, page = {}) => driver.list(checkPrefix(prefix), checkPage(page)),
    remove: async (key) => driver.remove(checkKey(key)),
    signedAddress: async (key, options) => driver.signedAddress(checkKey(key), checkAddress(key, options)),
  };
}
