/**
 * From the cookie to the person: one query to the control database, whose answer is remembered for pages that only read. What
 * changes about a person is announced, so a demotion or the end of a login counts at once; a form asks afresh all the same.
 */
import { readLoginCookie } from '#identity/logins/cookies.ts';
import { LOGIN } from '#identity/paths.ts';
import { admit, hold, lacking } from '#identity/policies/hold.ts';
import { endOf, limitsOf } from '#identity/policies/model.ts';
import { askProof } from '#identity/proof/ask.ts';
import { findLogin, findMainLogin } from '#identity/queries.ts';
import { hashToken } from '#identity/tokens.ts';
import type { AppContext, Authenticator, MainAuthenticator, StudioControlScope } from '#platform/http/env.ts';
import type { Actor, ControlScope } from '#platform/scope.ts';

const NOTED_EVERY_MS = 5 * 60_000;
const ANONYMOUS: Actor = { kind: 'anonymous' };

export const authenticator: Authenticator = { loginPath: LOGIN, identify, recognize, askProof, hold };

export const mainAuthenticator: MainAuthenticator = { loginPath: LOGIN, identify: identifyOnMain, askProof };

/** A login counts at the studio where it was made: elsewhere its cookie means nothing. */
async function identify(c: AppContext, scope: StudioControlScope): Promise<Actor> {
  const { id: studioId } = scope.studio;
  const found = await recallLogin(c, scope, studioId, async (wanted) =>
    findLogin(scope.control, { ...wanted, studioId }),
  );
  if (!found || !admit(c, scope, found)) return ANONYMOUS;
  const { loginId, userId, name, email, confirmedAt, role, locale, hasFactor } = found;
  const [unconfirmed, lacksFactor] = [confirmedAt === null, lacking(scope, hasFactor)];
  const actor = { kind: 'user', id: userId, loginId, name, email, unconfirmed, role, locale } as const;
  return lacksFactor ? { ...actor, lacksFactor } : actor;
}

/** For an answer that lasts there is no page to be led to. */
async function recognize(c: AppContext, scope: StudioControlScope): Promise<Actor> {
  const actor = await identify(c, scope);
  return actor.kind === 'user' && actor.lacksFactor === 'now' ? ANONYMOUS : actor;
}

/** One of the main host opens no studio, and one of a studio is none here. */
async function identifyOnMain(c: AppContext, scope: ControlScope): Promise<Actor> {
  const found = await recallLogin(c, scope, 'main', async (wanted) => findMainLogin(scope.control, wanted));
  if (!found) return ANONYMOUS;
  const { loginId, userId, name, email, confirmedAt, locale } = found;
  return { kind: 'self', id: userId, loginId, name, email, unconfirmed: confirmedAt === null, locale };
}

interface Wanted extends Record<string, unknown> {
  readonly tokenHash: Buffer;
  readonly now: string;
  readonly idleSince: string;
  readonly openedSince: string;
}

interface Found {
  readonly loginId: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** @param host by which answers are kept apart */
async function recallLogin<F extends Found>(
  c: AppContext,
  { control, studio, now, batch }: ControlScope,
  host: string,
  find: (wanted: Wanted) => Promise<readonly F[]>,
): Promise<F | null> {
  const token = readLoginCookie(c);
  if (token === null) return null;
  const tokenHash = hashToken(token);
  const limits = limitsOf(studio?.entry ?? null);
  const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const load = async () => {
    const since = { idleSince: ago(limits.idleMs), openedSince: ago(limits.longestMs) };
    const [found] = await find({ tokenHash, now: now.toISOString(), ...since });
    if (!found) return null;
    const until = new Date(Math.min(found.expiresAt.getTime(), endOf(found, limits).getTime()));
    return { ...found, about: found.userId, until };
  };
  const isReading = c.req.method === 'GET';
  const found = await (isReading ? control.recall(`${host} ${tokenHash.toString('base64')}`, now, load) : load());
  // What is remembered may be of before the studio's rule.
  if (!found || endOf(found, limits) <= now) return null;
  if (now.getTime() - found.lastSeenAt.getTime() > notedEvery(limits.idleMs)) batch('identity.seen', found.loginId);
  return found;
}

/** Where an hour without a page is the end, five minutes more or less are too many. */
function notedEvery(idleMs: number): number {
  return Math.min(NOTED_EVERY_MS, idleMs / 60);
}
