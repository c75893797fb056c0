/** HTML and other text, compressed on the fly. Pages hold no secret beside reflected input, so BREACH finds nothing to guess. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { Env } from '#platform/http/env.ts';

const LEAST_BYTES = 1_400;
const brotli = promisify(brotliCompress);
const gunzippable = promisify(gzip);
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

function encodingFor(accepted: string): 'br' | 'gzip' | null {
  if (/\bbr\b(?!;q=0(\.0*)?(,|$))/.test(accepted)) return 'br';
  return /\bgzip\b(?!;q=0(\.0*)?(,|$))/.test(accepted) ? 'gzip' : null;
}

export function compress(): MiddlewareHandler<Env> {
  return async function compress(c, next) {
    await next();
    const type = c.res.headers.get('content-type') ?? '';
    const encoding = encodingFor(c.req.header('accept-encoding') ?? '');
    if (
      !encoding ||
      c.res.headers.has('content-encoding') ||
      c.res.headers.get('cache-control')?.includes('no-transform') ||
      !/^text\/(html|css|csv|plain)|json/.test(type) ||
      !c.res.body
    )
      return;
    if (c.req.method === 'HEAD') return;
    const raw = Buffer.from(await c.res.arrayBuffer());
    const small = raw.length < LEAST_BYTES;
    const body = small ? raw : encoding === 'br' ? await brotli(raw, QUALITY) : await gunzippable(raw);
    const headers = new Headers(c.res.headers);
    if (!small) headers.set('Content-Encoding', encoding);
    headers.append('Vary', 'Accept-Encoding');
    headers.delete('Content-Length');
    c.res = new Response(new Uint8Array(body), { status: c.res.status, headers });
  };
}
