/** The cookies of those who come in. `__Host-`: the browser itself holds them to this very host, to HTTPS and to the path /. */
import { createHash } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { HALF_LOGIN_MINUTES, LONGEST_LOGIN_DAYS, REMEMBERED_DEVICE_DAYS } from '#identity/model.ts';
import { isToken } from '#identity/tokens.ts';
import type { AppContext } from '#platform/http/env.ts';

const LOGIN = '__Host-login';
const BROWSER = '__Host-browser';
const HALF_LOGIN = '__Host-half-login';
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

/** A right password that still waits for the second factor. It opens nothing but the page that asks for it. */
export function readHalfLoginCookie(c: AppContext): string | null {
  const token = getCookie(c, HALF_LOGIN);
  return isToken(token) ? token : null;
}

export function setHalfLoginCookie(c: AppContext, token: string): void {
  setCookie(c, HALF_LOGIN, token, { ...OPTIONS, maxAge: HALF_LOGIN_MINUTES * 60 });
}

export function clearHalfLoginCookie(c: AppContext): void {
  deleteCookie(c, HALF_LOGIN, OPTIONS);
}

/** One for each user of the browser: people share the computer at the desk. */
function deviceCookie(userId: string): string {
  return `__Host-device-${createHash('sha256').update(userId).digest('hex').slice(0, 12)}`;
}

export function readDeviceCookie(c: AppContext, userId: string): string | null {
  const token = getCookie(c, deviceCookie(userId));
  return isToken(token) ? token : null;
}

export function setDeviceCookie(c: AppContext, userId: string, token: string): void {
  setCookie(c, deviceCookie(userId), token, { ...OPTIONS, maxAge: REMEMBERED_DEVICE_DAYS * DAY });
}
