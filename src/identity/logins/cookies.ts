/** The two cookies that identity owns. `__Host-`: the browser itself holds them to this very host, to HTTPS and to the path /. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { LONGEST_LOGIN_DAYS } from '#identity/model.ts';
import { isToken } from '#identity/tokens.ts';
import type { AppContext } from '#platform/http/env.ts';

const LOGIN = '__Host-login';
const BROWSER = '__Host-browser';
const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
const DAY = 86_400;

export function readLoginCookie(c: AppContext): string | null {
  const token = getCookie(c, LOGIN);
  return isToken(token) ? token : null;
}

export function setLoginCookie(c: AppContext, token: string): void {
  setCookie(c, LOGIN, token, { ...OPTIONS, maxAge: LONGEST_LOGIN_DAYS * DAY });
}

export function clearLoginCookie(c: AppContext): void {
  deleteCookie(c, LOGIN, OPTIONS);
}

/** Outlives the login: tells a browser that has signed in before. */
export function readBrowserCookie(c: AppContext): string | null {
  const token = getCookie(c, BROWSER);
  return isToken(token) ? token : null;
}

export function setBrowserCookie(c: AppContext, token: string): void {
  setCookie(c, BROWSER, token, { ...OPTIONS, maxAge: 365 * DAY });
}
