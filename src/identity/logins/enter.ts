/**
 * What signs a visitor in, however they were identified. Every way in ends here, so that none goes around the second factor: only a
 * passkey, which is both factors at once, takes its place.
 */
import {
  readBrowserCookie,
  readDeviceCookie,
  readLoginCookie,
  setBrowserCookie,
  setHalfLoginCookie,
  setLoginCookie,
} from '#identity/logins/cookies.ts';
import { type Entry, openLogin } from '#identity/logins/service.ts';
import type { VerifiedPerson } from '#identity/passkeys/check.ts';
import { SECOND_FACTOR } from '#identity/paths.ts';
import { finishRecovery } from '#identity/recoveries/service.ts';
import { hashToken, newToken } from '#identity/tokens.ts';
import { openHalfLogin } from '#identity/two-factor/half-logins.ts';
import { findFactorState } from '#identity/two-factor/queries.ts';
import type { AppContext } from '#platform/http/env.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** A ticket is one of a login that has passed the second factor; a link is any other ticket, or one that was mailed. */
export type Way = 'password' | 'ticket' | 'link';

/**
 * @param way by which the user was identified; only a ticket spares the question for the second factor
 * @returns where to go: on to `next`, or to the page that asks for the second factor
 */
export async function enter(c: AppContext, user: Person, next: string, way: Way): Promise<string> {
  const { controlScope: scope } = c.var;
  const device = readDeviceCookie(c, user.id);
  const factor = await findFactorState(scope.control, user.id, device === null ? null : hashToken(device), scope.now);
  const isTicket = way === 'ticket';
  const byPassword = way === 'password';
  if (factor === 'due' && !isTicket && !(byPassword && (await finishRecovery(scope, user)))) {
    setHalfLoginCookie(c, await openHalfLogin(scope, user, { next, byPassword }));
    return SECOND_FACTOR;
  }
  const entry = { ...entryOf(c), isKnown: isTicket, isUnproved: isTicket };
  setCookies(
    c,
    entry,
    await openLogin(scope, user, entry, isTicket ? 'ticket' : factor === 'remembered' ? 'device' : undefined),
  );
  return next;
}

export async function enterByPasskey(c: AppContext, user: VerifiedPerson): Promise<void> {
  const entry = entryOf(c);
  setCookies(c, entry, await openLogin(c.var.controlScope, user, entry, 'passkey'));
}

/** For a user whose login was good until now, and ended because of what they changed. */
export async function reenter(c: AppContext, user: Person): Promise<void> {
  const entry = { ...entryOf(c), isKnown: true };
  setCookies(c, entry, await openLogin(c.var.controlScope, user, entry));
}

export function entryOf(c: AppContext): Entry {
  return {
    address: c.var.address,
    userAgent: c.req.header('user-agent') ?? '',
    previous: readLoginCookie(c),
    browser: readBrowserCookie(c) ?? newToken(),
  };
}

export function setCookies(c: AppContext, { browser }: Entry, login: string): void {
  setLoginCookie(c, login);
  setBrowserCookie(c, browser);
}
