/**
 * HTML and other text, compressed on the fly. Pages hold no secret beside reflected input, so BREACH finds nothing to guess.
 * A page is done at once, by the quickest setting: handing 27 KB to another thread costs more CPU than compressing them.
 */
import { pipeline, Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import {
  type BrotliCompress,
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createGzip,
  type Gzip,
  gzipSync,
} from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { AppContext, Env } from '#platform/http/env.ts';
import { log } from '#platform/telemetry/log.ts';

export type Encoding = 'br' | 'gzip';

/** Characters; what is shorter fits into one packet anyway. */
const LEAST = 1_400;
/** Characters; what is longer would hold up other requests. */
const MOST_AT_ONCE = 131_072;
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 16 } };
const THOROUGH = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

function encodingFor(c: AppContext): Encoding | null {
  const accepted = c.req.header('accept-encoding');
  if (accepted === undefined || c.req.method === 'HEAD') return null;
  if (/\bbr\b(?!;q=0(\.0*)?(,|$))/.test(accepted)) return 'br';
  return /\bgzip\b(?!;q=0(\.0*)?(,|$))/.test(accepted) ? 'gzip' : null;
}

export interface Packed {
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  readonly encoding: Encoding | null;
}

/** Encoding into memory that is there already costs half of what `Buffer.from` does. A character is three bytes at most. */
const scratch = Buffer.allocUnsafeSlow(MOST_AT_ONCE * 3);

/** A text in the shape that the caller accepts: as it is, compressed at once, or as a stream where it is long. */
export function pack(c: AppContext, text: string): Packed {
  const encoding = text.length < LEAST ? null : encodingFor(c);
  if (!encoding) return { body: text, encoding };
  if (text.length > MOST_AT_ONCE) return { body: stream(encoding, Readable.from([Buffer.from(text)])), encoding };
  const bytes = scratch.subarray(0, scratch.write(text));
  const packed = encoding === 'br' ? brotliCompressSync(bytes, QUICK) : gzipSync(bytes, { level: 1 });
  return { body: packed as Buffer<ArrayBuffer>, encoding };
}

/** On other threads, piece by piece. */
function stream(encoding: Encoding, source: Readable): ReadableStream<Uint8Array> {
  const through: BrotliCompress | Gzip = encoding === 'br' ? createBrotliCompress(THOROUGH) : createGzip();
  pipeline(source, through, (error) => {
    if (error) log.debug('http.compress', { error });
  });
  return Readable.toWeb(through) as ReadableStream<Uint8Array>;
}

/** For answers that are no sealed pages: downloads, problem documents. */
export function compress(): MiddlewareHandler<Env> {
  return async function compress(c, next) {
    await next();
    if (c.get('sealed') === c.res) return;
    const { headers, body, status } = c.res;
    const encoding = encodingFor(c);
    if (
      !encoding ||
      headers.has('content-encoding') ||
      headers.get('cache-control')?.includes('no-transform') ||
      !/^text\/(html|css|csv|plain)|json/.test(headers.get('content-type') ?? '') ||
      !body
    )
      return;
    const packed = { headers: new Headers(headers), status };
    packed.headers.append('Vary', 'Accept-Encoding');
    packed.headers.set('Content-Encoding', encoding);
    packed.headers.delete('Content-Length');
    c.res = new Response(stream(encoding, Readable.fromWeb(body as NodeStream)), packed);
  };
}
