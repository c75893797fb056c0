import type { AppContext } from '#platform/http/env.ts';
import { safeNext } from '#platform/http/render.ts';

/** Path and query of the page with the form: our own forms are the only ones that are taken. */
export function cameFrom(c: AppContext): string {
  const referrer = c.req.header('referer') ?? '';
  if (!URL.canParse(referrer)) return '/';
  const { pathname, search } = new URL(referrer);
  return safeNext(pathname + search, '/');
}
