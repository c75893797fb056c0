/** What signs a visitor in: a new login and its cookie, however they were identified. */
import { readBrowserCookie, readLoginCookie, setBrowserCookie, setLoginCookie } from '#identity/logins/cookies.ts';
import { openLogin } from '#identity/logins/service.ts';
import { newToken } from '#identity/tokens.ts';
import type { AppContext } from '#platform/http/env.ts';

export async function enter(c: AppContext, user: { readonly id: string; readonly name: string }): Promise<void> {
  const browser = readBrowserCookie(c) ?? newToken();
  const token = await openLogin(c.var.scope, user, {
    address: c.var.address,
    userAgent: c.req.header('user-agent') ?? '',
    previous: readLoginCookie(c),
    browser,
  });
  setLoginCookie(c, token);
  setBrowserCookie(c, browser);
}
