/**
 * From the cookie to the person: one query to the control database, whose answer is remembered for pages that only read. What
 * changes about a person is announced, so a demotion or the end of a login counts at once; a form asks afresh all the same.
 */
import { readLoginCookie } from '#identity/logins/cookies.ts';
import { IDLE_LOGIN_DAYS } from '#identity/model.ts';
import { LOGIN } from '#identity/paths.ts';
import { askProof } from '#identity/proof/ask.ts';
import { findLogin, findMainLogin } from '#identity/queries.ts';
import { hashToken } from '#identity/tokens.ts';
import type { AppContext, Authenticator, MainAuthenticator, StudioControlScope } from '#platform/http/env.ts';
import type { Actor, ControlScope } from '#platform/scope.ts';

const IDLE_MS = IDLE_LOGIN_DAYS * 86_400_000;
const NOTED_EVERY_MS = 5 * 60_000;
const ANONYMOUS: Actor = { kind: 'anonymous' };

export const authenticator: Authenticator = { loginPath: LOGIN, identify, recognize: identify, askProof };

export const mainAuthenticator: MainAuthenticator = { loginPath: LOGIN, identify: identifyOnMain, askProof };

/** A login counts at the studio where it was made: elsewhere its cookie means nothing. */
async function identify(c: AppContext, scope: StudioControlScope): Promise<Actor> {
  const { id: studioId } = scope.studio;
  const found = await recallLogin(c, scope, studioId, async (wanted) =>
    findLogin(scope.control, { ...wanted, studioId }),
  );
  if (!found) return ANONYMOUS;
  const { loginId, userId, name, email, confirmedAt, role, locale } = found;
  return { kind: 'user', id: userId, loginId, name, email, unconfirmed: confirmedAt === null, role, locale };
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
}

interface Found {
  readonly loginId: string;
  readonly userId: string;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** @param host by which answers are kept apart */
async function recallLogin<F extends Found>(
  c: AppContext,
  { control, now, batch }: ControlScope,
  host: string,
  find: (wanted: Wanted) => Promise<readonly F[]>,
): Promise<F | null> {
  const token = readLoginCookie(c);
  if (token === null) return null;
  const tokenHash = hashToken(token);
  const idleSince = new Date(now.getTime() - IDLE_MS).toISOString();
  const load = async () => {
    const [found] = await find({ tokenHash, now: now.toISOString(), idleSince });
    if (!found) return null;
    const until = new Date(Math.min(found.expiresAt.getTime(), found.lastSeenAt.getTime() + IDLE_MS));
    return { ...found, about: found.userId, until };
  };
  const isReading = c.req.method === 'GET';
  const found = await (isReading ? control.recall(`${host} ${tokenHash.toString('base64')}`, now, load) : load());
  if (found && now.getTime() - found.lastSeenAt.getTime() > NOTED_EVERY_MS) batch('identity.seen', found.loginId);
  return found;
}
