/** A studio's files. Keys are relative to the studio, so the key of another studio's file cannot be written down. */
export interface Files {
  /**
   * Streams are never held in memory as a whole. When a put fails, what was there before stays as it was.
   * @param key lower-case path such as `invoicing/0193…/invoice.pdf`
   */
  put(key: string, body: Uint8Array | ReadableStream<Uint8Array>, metadata: FileMetadata): Promise<StoredFile>;
  /** The stream has to be read to its end or cancelled. @throws UnsatisfiableRange when no byte of the file is meant */
  get(key: string, options?: { readonly range?: ByteRange }): Promise<FileContent | null>;
  head(key: string): Promise<FileInfo | null>;
  /** In the order of the keys' bytes. @param prefix '' or a folder that ends in `/` */
  list(prefix: string, page?: ListPage): Promise<FileList>;
  /** Removing a file that is not there is no error. */
  remove(key: string): Promise<void>;
  /** An address at which anyone can read this one file until it expires; it is made even when there is no such file. */
  signedAddress(key: string, options: AddressOptions): Promise<string>;
}

export interface FileMetadata {
  readonly contentType: string;
  /** What the person who sent the file called it. */
  readonly fileName?: string | null;
}

export interface StoredFile {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface FileInfo {
  readonly contentType: string;
  readonly fileName: string | null;
  /** Of the whole file, also where a range was asked for. */
  readonly size: number;
  /** Changes with the content; with its quotes, as HTTP writes it. */
  readonly etag: string;
  readonly modifiedAt: Date;
}

export interface FileContent extends FileInfo {
  readonly stream: ReadableStream<Uint8Array>;
  /** First and last byte of the stream within the file; null when it is the whole file. */
  readonly range: { readonly start: number; readonly end: number } | null;
}

/** As in HTTP: `end` is the last byte itself; `last` counts from the end of the file. */
export type ByteRange = { readonly start: number; readonly end?: number } | { readonly last: number };

export interface ListPage {
  /** The last key that is known already. */
  readonly after?: string;
  /** 1 to 1,000; 100 when left out. */
  readonly limit?: number;
}

export interface FileList {
  readonly files: readonly { readonly key: string; readonly size: number; readonly modifiedAt: Date }[];
  /** For `after`; null on the last page. */
  readonly next: string | null;
}

export interface AddressOptions {
  /** At most a week. */
  readonly expiresInSeconds: number;
  /** `inline` only for types that the module has made or checked itself: a bucket sends no sandbox along. */
  readonly disposition: 'inline' | 'attachment';
  /** What a browser calls the file when it saves it; left out, the last part of the key. */
  readonly fileName?: string;
}

export class UnsatisfiableRange extends Error {
  constructor() {
    super('no byte of the file is in the range');
  }
}

/** For files that are small by their upload limit. */
export async function readBytes({ stream }: Pick<FileContent, 'stream'>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}
