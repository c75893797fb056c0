import type { MiddlewareHandler } from 'hono';
import type { Env } from '#platform/http/env.ts';
import type { AppServices } from '#platform/http/services.ts';

interface Options {
  readonly https: boolean;
  /** See content-policy.ts. */
  policyFor(path: string): string;
}

function commonHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    ...(https && { 'Strict-Transport-Security': 'max-age=31536000' }),
    // Those below are defaults: an answer may say otherwise.
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

/** For what is no page: nothing may run or load on its behalf. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** For answers that hold no page and come from below the app. */
export function bareHeaders(https: boolean): Readonly<Record<string, string>> {
  return { ...commonHeaders(https), 'Content-Security-Policy': NOTHING };
}

/**
 * On every answer, errors included. HSTS names no sub-domains: a studio's own domain may have others that are not ours.
 * Referrer-Policy is not `no-referrer`, which would make browsers send `Origin: null` with our own forms.
 */
export function createSecurityHeaders({ https, policyFor }: Options): AppServices['securityHeaders'] {
  const always = commonHeaders(https);
  return (path, requestId) => ({
    ...always,
    'X-Request-Id': requestId,
    'Content-Security-Policy': policyFor(path),
  });
}

/** Files have a stricter policy of their own: see files-host.ts. */
const DEFAULTS = new Set(['Content-Security-Policy', 'Cross-Origin-Resource-Policy', 'Cache-Control']);

/** What a page says of itself; a script, sheet or picture that is not there to be looked at alone has no use for it. */
const OF_PAGES = new Set(['Referrer-Policy', 'Cross-Origin-Opener-Policy', 'Permissions-Policy']);

/** For answers that are no sealed pages: redirects, downloads, files. */
export function addSecurityHeaders(): MiddlewareHandler<Env> {
  return async function addSecurityHeaders(c, next) {
    await next();
    if (c.get('sealed') === c.res) return;
    const { headers } = c.res;
    const wanted = c.get('services').securityHeaders(c.req.path, c.get('requestId'));
    const isPart = c.req.path.startsWith('/static/');
    if (isPart) headers.set('Content-Security-Policy', NOTHING);
    for (const [name, value] of Object.entries(wanted)) {
      if (isPart && OF_PAGES.has(name)) continue;
      if (!DEFAULTS.has(name) || !headers.has(name)) headers.set(name, value);
    }
  };
}
