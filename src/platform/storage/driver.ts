import type {
  AddressOptions,
  ByteRange,
  FileContent,
  FileInfo,
  FileList,
  FileMetadata,
} from '#platform/storage/files.ts';

/** What a storage does for one studio; keys and options were checked before. */
export interface StorageDriver {
  put(key: string, body: Uint8Array | ReadableStream<Uint8Array>, metadata: Required<FileMetadata>): Promise<void>;
  get(key: string, range: ByteRange | null): Promise<FileContent | null>;
  head(key: string): Promise<FileInfo | null>;
  list(prefix: string, page: { readonly after: string | null; readonly limit: number }): Promise<FileList>;
  remove(key: string): Promise<void>;
  signedAddress(key: string, options: Required<AddressOptions>): Promise<string>;
}
