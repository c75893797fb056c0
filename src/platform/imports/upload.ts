/** The file that a form brings, or what is wrong with it. */
import { binaryKind } from '#platform/imports/read-text.ts';
import type { Refusal, Result } from '#platform/refusal.ts';

/** In bytes. A module allows a little more in its `uploads`, for what multipart puts around a file. */
const LARGEST_FILE = 10_000_000;
const MEGABYTE = 1_000_000;

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function refused(messageKey: Refusal['messageKey'], values: NonNullable<Refusal['values']> = {}): Result<never> {
  return { ok: false, refusal: { kind: 'invalid', field: 'file', messageKey, values } };
}

export async function uploadIn(file: File | undefined): Promise<Result<Upload>> {
  if (!file || (file.size === 0 && file.name === '')) return refused('platform.import.error.noFile');
  if (file.size === 0) return refused('platform.import.error.emptyFile');
  if (file.size > LARGEST_FILE) return refused('platform.import.error.size', { most: LARGEST_FILE / MEGABYTE });
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (binaryKind(bytes)) return refused('platform.import.error.binary');
  return { ok: true, value: { name: file.name.replaceAll('\u0000', ''), bytes } };
}
