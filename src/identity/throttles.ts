/** How many wrong tries there may be. What turns out to be right is taken back. */
import { createHash } from 'node:crypto';
import { canonicalAddress } from '#identity/addresses.ts';
import { createAdmission } from '#identity/admission.ts';
import { readBrowserCookie } from '#identity/logins/cookies.ts';
import { PROOF_TRIES } from '#identity/model.ts';
import { isKnownBrowser } from '#identity/queries.ts';
import { hashToken } from '#identity/tokens.ts';
import { isBrowserOf } from '#identity/two-factor/queries.ts';
import { foldCase } from '#platform/db/fold.ts';
import type { AppContext } from '#platform/http/env.ts';
import { addressKey, countTry, forgiveTry, type Limit } from '#platform/http/throttle.ts';

const QUARTER_HOUR = 900;
const HOUR = 3_600;

/**
 * One for all spellings that find the same account. People type passwords into the wrong field: what they typed is not kept.
 */
async function fingerprint(c: AppContext, email: string): Promise<string> {
  const folded = await foldCase(c.var.controlScope.control, canonicalAddress(email.trim()));
  return createHash('sha256').update(folded).digest('base64url').slice(0, 22);
}

function addressLimit(c: AppContext, what: string, most: number, windowSeconds: number): Limit {
  return { key: `identity ${what} address ${addressKey(c.var.address)}`, most, windowSeconds };
}

/**
 * Ten wrong passwords for one account in fifteen minutes, at whichever hosts, thirty from one address. A stranger's guesses must not shut the owner
 * out: browsers from which the account was entered before have a count of their own.
 */
export async function passwordLimits(c: AppContext, email: string): Promise<readonly Limit[]> {
  const browser = readBrowserCookie(c);
  const hash = browser && hashToken(browser);
  const known = hash && (await isKnownBrowser(c.var.controlScope, email, hash));
  const who = known ? `browser ${hash.toString('base64url').slice(0, 22)}` : `account ${await fingerprint(c, email)}`;
  return [
    addressLimit(c, 'password', 30, QUARTER_HOUR),
    { key: `identity password ${who}`, most: 10, windowSeconds: QUARTER_HOUR },
  ];
}

/** A passkey cannot be guessed: its tries count with the passwords of their address, and shut no account. */
export function passkeyLimits(c: AppContext): readonly Limit[] {
  return [addressLimit(c, 'password', 30, QUARTER_HOUR)];
}

/**
 * Wrong codes for one account, whatever half-logins they came with: ten in fifteen minutes and fifty a day leave a guesser one
 * chance in six thousand a day. Browsers of the user have a count of their own, as for the password.
 */
export async function factorLimits(c: AppContext, userId: string): Promise<readonly Limit[]> {
  const browser = readBrowserCookie(c);
  const hash = browser && hashToken(browser);
  const known = hash && (await isBrowserOf(c.var.controlScope.control, userId, hash));
  const key = `identity factor user ${userId}${known ? ` browser ${hash.toString('base64url').slice(0, 22)}` : ''}`;
  return [
    addressLimit(c, 'factor', 30, QUARTER_HOUR),
    { key, most: 10, windowSeconds: QUARTER_HOUR },
    { key: `${key} day`, most: 50, windowSeconds: 24 * HOUR },
  ];
}

/** Wrong proofs of one login, besides those of its user. */
export function proofLimits(loginId: string): readonly Limit[] {
  return [{ key: `identity proof login ${loginId}`, most: PROOF_TRIES, windowSeconds: QUARTER_HOUR }];
}

/** Waits that were started for a user: each writes to them for days. */
export function recoveryLimits(userId: string): readonly Limit[] {
  return [{ key: `identity recovery user ${userId}`, most: 5, windowSeconds: 24 * HOUR }];
}

export async function resetLimits(c: AppContext, email: string): Promise<readonly Limit[]> {
  return [
    addressLimit(c, 'reset', 20, HOUR),
    { key: `identity reset account ${await fingerprint(c, email)}`, most: 5, windowSeconds: HOUR },
  ];
}

export function signUpLimits(c: AppContext): readonly Limit[] {
  return [addressLimit(c, 'sign-up', 60, HOUR)];
}

/** Studios made for one address: each sends it a mail, which its owner may not have asked for. */
export async function newStudioLimits(c: AppContext, email: string): Promise<readonly Limit[]> {
  return [{ key: `identity sign-up account ${await fingerprint(c, email)}`, most: 5, windowSeconds: HOUR }];
}

/** Links for confirming an address, of one user and to one mailbox. */
export async function confirmationLimits(c: AppContext, userId: string, email: string): Promise<readonly Limit[]> {
  return [
    { key: `identity confirmation user ${userId}`, most: 5, windowSeconds: HOUR },
    { key: `identity confirmation account ${await fingerprint(c, email)}`, most: 5, windowSeconds: HOUR },
  ];
}

/** Mails that ask people to join: of one studio, and from it to one mailbox. */
export async function invitationLimits(c: AppContext, email: string): Promise<readonly Limit[]> {
  const studio = c.var.scope.studio.id;
  return [
    { key: `identity invitation ${studio}`, most: 30, windowSeconds: HOUR },
    { key: `identity invitation ${studio} account ${await fingerprint(c, email)}`, most: 5, windowSeconds: HOUR },
  ];
}

/** @throws AppError limited */
export async function countTries(c: AppContext, limits: readonly Limit[]): Promise<void> {
  const { control, now } = c.var.controlScope;
  for (const limit of limits) await countTry(control, now, limit);
}

/** Two at once: many strangers signing in do not hold up signed-in users. */
const atTheDoor = createAdmission(2, 200);

/**
 * Counts a try before it is judged, so that many at once get no further than one after another, and takes it back when it was right.
 * @param attempt says by null that it was wrong
 * @throws AppError limited
 */
export function tryPassword<T>(
  c: AppContext,
  limits: readonly Limit[],
  attempt: () => Promise<T | null>,
): Promise<T | null> {
  return atTheDoor(async () => {
    await countTries(c, limits);
    const result = await attempt();
    if (result !== null) await forgiveTries(c, limits);
    return result;
  });
}

/** Takes them back. */
export async function forgiveTries(c: AppContext, limits: readonly Limit[]): Promise<void> {
  const { control, now } = c.var.controlScope;
  for (const limit of limits) await forgiveTry(control, now, limit);
}
