/** The file that a form brings, or what is wrong with it. */
import type { MessageKey } from '#platform/i18n/translate.ts';
import { binaryKind } from '#platform/imports/read-text.ts';

/** In bytes. A module allows a little more in its `uploads`, for what multipart puts around a file. */
const LARGEST_FILE = 10_000_000;

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function uploadIn(file: File | undefined): Promise<Upload | MessageKey> {
  if (!file || (file.size === 0 && file.name === '')) return 'platform.import.error.noFile';
  if (file.size === 0) return 'platform.import.error.emptyFile';
  if (file.size > LARGEST_FILE) return 'platform.error.tooLarge';
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (binaryKind(bytes)) return 'platform.import.error.binary';
  return { name: file.name.replaceAll('\u0000', ''), bytes };
}
