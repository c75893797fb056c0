/** Backup codes on their way to the page that shows them once: sealed, in a cookie of the login that made them. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Oneself } from '#identity/logins/service.ts';
import type { AppContext } from '#platform/http/env.ts';

const NAME = '__Host-backup-codes';
const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
const PURPOSE = 'identity shown backup codes';
const SECONDS = 120;

export function carryCodes(c: AppContext, { loginId }: Oneself, codes: readonly string[]): void {
  const { secrets, now } = c.var.controlScope;
  const text = [now.getTime() + SECONDS * 1_000, ...codes].join(' ');
  setCookie(c, NAME, secrets.seal(PURPOSE, loginId, text), { ...OPTIONS, maxAge: SECONDS });
}

/** Null where there is nothing to show, any more or at all. */
export function takeCodes(c: AppContext, { loginId }: Oneself): readonly string[] | null {
  const sealed = getCookie(c, NAME);
  if (sealed === undefined) return null;
  deleteCookie(c, NAME, OPTIONS);
  const { secrets, now } = c.var.controlScope;
  const [until, ...codes] = secrets.open(PURPOSE, loginId, sealed)?.split(' ') ?? [];
  return Number(until) > now.getTime() ? codes : null;
}
