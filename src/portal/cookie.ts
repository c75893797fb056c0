import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppContext, Authenticator } from '#platform/http/env.ts';
import { browserTokenFor, type PortalLinkId, readBrowserToken } from '#portal/links/service.ts';
import { identifyClient } from '#portal/logins.ts';
import { portalLoginPath } from '#portal/paths.ts';

const NAME = '__Host-portal';
/** Which link this browser asked for: its code counts here alone. */
const ASKED = '__Host-portal-code';
const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

export function setPortalCookie(c: AppContext, token: string): void {
  setCookie(c, NAME, token, { ...OPTIONS, maxAge: 30 * 86_400 });
}

export function clearPortalCookie(c: AppContext): void {
  deleteCookie(c, NAME, OPTIONS);
}

export function setAskedCookie(c: AppContext, id: PortalLinkId): void {
  setCookie(c, ASKED, browserTokenFor(c.var.scope, id), { ...OPTIONS, maxAge: 600 });
}

export function readAskedCookie(c: AppContext): PortalLinkId | null {
  const token = getCookie(c, ASKED);
  return token ? readBrowserToken(c.var.scope, token) : null;
}

export function clearAskedCookie(c: AppContext): void {
  deleteCookie(c, ASKED, OPTIONS);
}

export const portalAuthenticator: Authenticator = {
  loginPath: portalLoginPath,
  async identify(c, scope) {
    const token = getCookie(c, NAME);
    return token ? identifyClient(scope, token) : { kind: 'anonymous' };
  },
};
