/**
 * `files.<main host>`: local files by signed address, as a bucket serves its own. The address is the permission: cookies are
 * never looked at. A host of its own, so that what people upload never shares an origin with pages.
 */
import { answerProblem } from '#platform/http/answer-error.ts';
import type { AppContext } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import type { Storage } from '#platform/storage/create-files.ts';
import { type ByteRange, type FileInfo, type Files, UnsatisfiableRange } from '#platform/storage/files.ts';
import { contentDisposition } from '#platform/storage/keys.ts';
import type { SignedFile } from '#platform/storage/local-address.ts';
import { parseRange } from '#platform/storage/range.ts';

const POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; frame-ancestors 'none'; sandbox";

export interface FilesHost {
  readonly host: string;
  answer(c: AppContext): Promise<Response>;
}

/** @returns null where a bucket serves the files: then there is no such host */
export function filesHost({ local, filesOf }: Storage): FilesHost | null {
  if (!local) return null;
  const { host, signer } = local;
  return {
    host,
    async answer(c) {
      // Studios show files on other hosts, and on `localhost` each of those is a site of its own; a bucket does not ask either.
      c.header('Cross-Origin-Resource-Policy', 'cross-origin');
      c.header('Content-Security-Policy', POLICY);
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.body(null, 405, { Allow: 'GET, HEAD' });
      try {
        const signed = signer.verify(new URL(c.req.url));
        return await serve(c, filesOf(signed.studioId), signed);
      } catch (error) {
        return answerProblem(error, c);
      }
    },
  };
}

async function serve(c: AppContext, files: Files, signed: SignedFile): Promise<Response> {
  const info = await files.head(signed.key);
  if (!info) throw notFound();
  if (c.req.header('if-none-match') === info.etag) return c.body(null, 304, headersOf(info, signed));
  if (c.req.method === 'HEAD')
    return c.body(null, 200, { ...headersOf(info, signed), 'Content-Length': String(info.size) });
  // A range of a file that has changed since would be put together with bytes of the old one.
  const condition = c.req.header('if-range');
  const range = condition === undefined || condition === info.etag ? parseRange(c.req.header('range')) : null;
  try {
    return await send(c, files, signed, range);
  } catch (error) {
    if (!(error instanceof UnsatisfiableRange)) throw error;
    return c.body(null, 416, { 'Content-Range': `bytes */${info.size}` });
  }
}

/** @throws UnsatisfiableRange */
async function send(c: AppContext, files: Files, signed: SignedFile, range: ByteRange | null): Promise<Response> {
  const file = await files.get(signed.key, range ? { range } : {});
  if (!file) throw notFound();
  const headers = headersOf(file, signed);
  if (!file.range) return c.body(file.stream, 200, { ...headers, 'Content-Length': String(file.size) });
  const { start, end } = file.range;
  const extent = { 'Content-Range': `bytes ${start}-${end}/${file.size}`, 'Content-Length': String(end - start + 1) };
  return c.body(file.stream, 206, { ...headers, ...extent });
}

function headersOf({ contentType, etag, modifiedAt }: FileInfo, { disposition, fileName }: SignedFile) {
  return {
    'Content-Type': contentType,
    'Content-Disposition': contentDisposition(disposition, fileName),
    'Accept-Ranges': 'bytes',
    ETag: etag,
    'Last-Modified': modifiedAt.toUTCString(),
    // Ranges count the bytes of the file itself, so these are never compressed.
    'Cache-Control': 'private, no-cache, no-transform',
  };
}
