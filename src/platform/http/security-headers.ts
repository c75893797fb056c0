import type { MiddlewareHandler } from 'hono';
import type { Env } from '#platform/http/env.ts';

interface Options {
  readonly https: boolean;
  /** See content-policy.ts. */
  policyFor(path: string): string;
}

/**
 * On every answer, errors included. HSTS names no sub-domains: a studio's own domain may have others that are not ours.
 * Referrer-Policy is not `no-referrer`, which would make browsers send `Origin: null` with our own forms.
 */
export function securityHeaders({ https, policyFor }: Options): MiddlewareHandler<Env> {
  return async function securityHeaders(c, next) {
    await next();
    const { headers } = c.res;
    headers.set('X-Request-Id', c.get('requestId'));
    // Files have a stricter policy of their own: see files-host.ts.
    if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', policyFor(c.req.path));
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Referrer-Policy', 'same-origin');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    if (https) headers.set('Strict-Transport-Security', 'max-age=31536000');
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}
