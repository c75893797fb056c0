import type { MiddlewareHandler } from 'hono';
import type { Env } from '#platform/http/env.ts';

interface Options {
  readonly https: boolean;
  /** See content-policy.ts. */
  policyFor(path: string): string;
}

const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
} as const;
const TRANSPORT = { 'Strict-Transport-Security': 'max-age=31536000' } as const;

/** For answers that hold no page and come from below the app. */
export function bareHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    ...COMMON,
    ...(https ? TRANSPORT : {}),
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

/**
 * On every answer, errors included. HSTS names no sub-domains: a studio's own domain may have others that are not ours.
 * Referrer-Policy is not `no-referrer`, which would make browsers send `Origin: null` with our own forms.
 */
export function securityHeaders({ https, policyFor }: Options): MiddlewareHandler<Env> {
  const fixed = Object.entries(https ? { ...COMMON, ...TRANSPORT } : COMMON);
  return async function securityHeaders(c, next) {
    await next();
    const { headers } = c.res;
    headers.set('X-Request-Id', c.get('requestId'));
    // Files have a stricter policy of their own: see files-host.ts.
    if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', policyFor(c.req.path));
    for (const [name, value] of fixed) headers.set(name, value);
    if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}
