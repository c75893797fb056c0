import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppContext, Authenticator } from '#platform/http/env.ts';
import { identifyClient } from '#portal/logins.ts';
import { portalLoginPath } from '#portal/paths.ts';

const NAME = '__Host-portal';
const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

export function setPortalCookie(c: AppContext, token: string): void {
  setCookie(c, NAME, token, { ...OPTIONS, maxAge: 30 * 86_400 });
}

export function clearPortalCookie(c: AppContext): void {
  deleteCookie(c, NAME, OPTIONS);
}

export const portalAuthenticator: Authenticator = {
  loginPath: portalLoginPath,
  async identify(c, scope) {
    const token = getCookie(c, NAME);
    return token ? identifyClient(scope, token) : { kind: 'anonymous' };
  },
};
