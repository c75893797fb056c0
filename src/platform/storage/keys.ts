/** What every storage accepts, checked before any of them sees it. */
import type { AddressOptions, FileMetadata, ListPage } from '#platform/storage/files.ts';

const KEY = /^[a-z0-9][a-z0-9/._-]*$/;
const LONGEST = 512;
/** File systems allow 255 bytes, some of which the local storage needs itself. */
const LONGEST_PART = 200;
const CONTENT_TYPE = /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}(;[ \w="!#$&^.+-]{1,100})?$/;
const LONGEST_NAME = 200;
const MOST_LISTED = 1_000;
const WEEK_SECONDS = 604_800;
// biome-ignore lint/suspicious/noControlCharactersInRegex: header lines end at them
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** @throws when the key is not a plain lower-case path; keys are made by modules, never by people */
export function checkKey(key: string): string {
  const odd = key.split('/').some((part) => part === '' || part.startsWith('.') || part.length > LONGEST_PART);
  if (odd || key.includes('..') || !KEY.test(key) || key.length > LONGEST)
    throw new Error(`not a storage key: ${JSON.stringify(key.slice(0, 80))}`);
  return key;
}

export function checkPrefix(prefix: string): string {
  if (prefix === '') return prefix;
  if (!prefix.endsWith('/')) throw new Error(`not a storage key: ${JSON.stringify(prefix.slice(0, 80))} is no folder`);
  return `${checkKey(prefix.slice(0, -1))}/`;
}

export function checkPage({ after, limit = 100 }: ListPage): { after: string | null; limit: number } {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED) throw new Error(`not a limit: ${limit}`);
  return { after: after === undefined ? null : checkKey(after), limit };
}

/** Names come from people: characters that break or reorder a line are left out. */
export function checkMetadata({ contentType, fileName }: FileMetadata): Required<FileMetadata> {
  if (!CONTENT_TYPE.test(contentType)) throw new Error(`not a content type: ${JSON.stringify(contentType)}`);
  return { contentType, fileName: fileName ? cleanName(fileName) || null : null };
}

export function checkAddress(key: string, options: AddressOptions): Required<AddressOptions> {
  const { expiresInSeconds, disposition } = options;
  if (!Number.isInteger(expiresInSeconds) || expiresInSeconds < 1 || expiresInSeconds > WEEK_SECONDS)
    throw new Error(`not a lifetime of an address: ${expiresInSeconds}`);
  const fileName = cleanName(options.fileName ?? '') || (key.split('/').at(-1) ?? key);
  return { expiresInSeconds, disposition, fileName };
}

function cleanName(name: string): string {
  return [...name.toWellFormed().replace(CONTROL, '')].slice(0, LONGEST_NAME).join('').trim();
}

/** RFC 6266: a plain name for old programs, the real one in UTF-8. */
export function contentDisposition(disposition: 'inline' | 'attachment', fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%/]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
