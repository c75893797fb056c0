/** A studio's files. Keys are relative to the studio: what is another studio's cannot even be named. */
export interface Files {
  /** @param key kebab-case path such as `invoicing/0193…/invoice.pdf` */
  put(key: string, content: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<{ readonly content: Uint8Array; readonly contentType: string } | null>;
  delete(key: string): Promise<void>;
}
