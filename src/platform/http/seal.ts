/**
 * A page's answer, final when it is made: body encoded and compressed, all headers in one plain object that the adapter writes
 * unchanged. Middleware that each copy the Response of the one before cost more than the page's SQL.
 */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { pack } from '#platform/http/compress.ts';
import type { AppContext } from '#platform/http/env.ts';

export interface Body {
  readonly text: string;
  readonly type: string;
  readonly status: ContentfulStatusCode;
  /** Request headers, besides Accept-Encoding, that another answer may come from. */
  readonly vary: string;
}

export function seal(c: AppContext, { text, type, status, vary }: Body): Response {
  const { body, encoding } = pack(c, text);
  const headers: Record<string, string> = {
    'Content-Type': type,
    Vary: `${vary}, Accept-Encoding`,
    ...c.get('services').securityHeaders(c.req.path, c.get('requestId')),
  };
  if (encoding) headers['Content-Encoding'] = encoding;
  const answer = new Response(body, { status, headers: withGiven(c, headers) });
  c.set('sealed', answer);
  return answer;
}

/** Cookies and what else handlers have set on the way: mostly nothing, and then the plain object stays one. */
function withGiven(c: AppContext, headers: Record<string, string>): Record<string, string> | Headers {
  const given = [...c.body(null).headers];
  if (given.length === 0) return headers;
  const all = new Headers(headers);
  for (const [name, value] of given)
    if (name === 'set-cookie') all.append(name, value);
    else all.set(name, value);
  return all;
}
