/**
 * Refuses unsafe requests that another site caused, whatever their content type: Fetch Metadata where the browser sends it, the
 * Origin header otherwise, and both must be good where both are there (OWASP CSRF cheat sheet). Neither: refused.
 */
import type { MiddlewareHandler } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

interface Provenance {
  readonly site: string | undefined;
  readonly origin: string | undefined;
  /** `https://host:port` of the request itself. */
  readonly own: string;
}

export function isOwn({ site, origin, own }: Provenance): boolean {
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined) return origin === own;
  return site === 'same-origin';
}

/** Machines carry a proof of their own, and no cookie counts there. */
export function csrf({ protocol }: { readonly protocol: string }): MiddlewareHandler<Env> {
  return async function csrf(c, next) {
    if (SAFE.has(c.req.method) || c.get('machine')) return next();
    const own = `${protocol}//${(c.req.header('host') ?? '').toLowerCase()}`;
    const site = c.req.header('sec-fetch-site');
    if (!isOwn({ site, origin: c.req.header('origin'), own }))
      throw new AppError('forbidden', 'platform.error.crossSite');
    return next();
  };
}
