import { deleteCookie, setCookie } from 'hono/cookie';
import type { AppContext } from '#platform/http/env.ts';
import { GUIDE_COOKIE, isGuided } from '#platform/http/guide.ts';

const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
const DAYS_30 = 30 * 86_400;

/** Today knows whether the guide is finished; other pages learn it from the browser and ask no database. */
export function followGuide(c: AppContext, isOpen: boolean): void {
  if (isOpen === isGuided(c)) return;
  if (isOpen) setCookie(c, GUIDE_COOKIE, 'on', { ...OPTIONS, maxAge: DAYS_30 });
  else deleteCookie(c, GUIDE_COOKIE, OPTIONS);
}
