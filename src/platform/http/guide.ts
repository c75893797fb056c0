import { getCookie } from 'hono/cookie';
import type { AppContext } from '#platform/http/env.ts';

/** Set while a new studio has first steps to take. */
export const GUIDE_COOKIE = '__Host-guide';

export function isGuided(c: AppContext): boolean {
  return getCookie(c, GUIDE_COOKIE) !== undefined;
}
