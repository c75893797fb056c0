/** Where a ticket leads, on its way to the page that goes there: sealed, in a cookie of the login that asked for it, for a minute. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Oneself } from '#identity/logins/service.ts';
import type { AppContext } from '#platform/http/env.ts';

const NAME = '__Host-hand-over';
const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
const PURPOSE = 'identity hand-over';
const SECONDS = 60;

export interface Destination {
  readonly name: string;
  /** Absolute; holds the ticket. */
  readonly address: string;
}

export function carryDestination(c: AppContext, { loginId }: Oneself, destination: Destination): void {
  const { secrets } = c.var.controlScope;
  const sealed = secrets.seal(PURPOSE, loginId, JSON.stringify(destination));
  setCookie(c, NAME, sealed, { ...OPTIONS, maxAge: SECONDS });
}

/** Null where there is nothing to go to, any more or at all. */
export function takeDestination(c: AppContext, { loginId }: Oneself): Destination | null {
  const sealed = getCookie(c, NAME);
  if (sealed === undefined) return null;
  deleteCookie(c, NAME, OPTIONS);
  const opened = c.var.controlScope.secrets.open(PURPOSE, loginId, sealed);
  return opened === null ? null : (JSON.parse(opened) as Destination);
}
