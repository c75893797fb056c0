/**
 * From the cookie to the person: one query to the control database, whose answer is remembered for pages that only read. What
 * changes about a person is announced, so a demotion or the end of a login counts at once; a form asks afresh all the same.
 */
import { readLoginCookie } from '#identity/logins/cookies.ts';
import { IDLE_LOGIN_DAYS } from '#identity/model.ts';
import { LOGIN } from '#identity/paths.ts';
import { askProof } from '#identity/proof/ask.ts';
import { findLogin } from '#identity/queries.ts';
import { hashToken } from '#identity/tokens.ts';
import type { AppContext, Authenticator, StudioControlScope } from '#platform/http/env.ts';
import type { Actor } from '#platform/scope.ts';

const IDLE_MS = IDLE_LOGIN_DAYS * 86_400_000;
const NOTED_EVERY_MS = 5 * 60_000;
const ANONYMOUS: Actor = { kind: 'anonymous' };

export const authenticator: Authenticator = { loginPath: LOGIN, identify, recognize: identify, askProof };

/** A login counts at the studio where it was made: elsewhere its cookie means nothing. */
async function identify(c: AppContext, scope: StudioControlScope): Promise<Actor> {
  const token = readLoginCookie(c);
  if (token === null) return ANONYMOUS;
  const { control, now } = scope;
  const tokenHash = hashToken(token);
  const load = () => loadLogin(scope, tokenHash);
  const found =
    c.req.method === 'GET'
      ? await control.recall(`${scope.studio.id} ${tokenHash.toString('base64')}`, now, load)
      : await load();
  if (!found) return ANONYMOUS;
  const { loginId, userId, name, email, confirmedAt, role, locale, lastSeenAt } = found;
  if (now.getTime() - lastSeenAt.getTime() > NOTED_EVERY_MS) scope.batch('identity.seen', loginId);
  return { kind: 'user', id: userId, loginId, name, email, unconfirmed: confirmedAt === null, role, locale };
}

async function loadLogin({ control, studio, now }: StudioControlScope, tokenHash: Buffer) {
  const [found] = await findLogin(control, {
    tokenHash,
    studioId: studio.id,
    now: now.toISOString(),
    idleSince: new Date(now.getTime() - IDLE_MS).toISOString(),
  });
  if (!found) return null;
  const { expiresAt, lastSeenAt } = found;
  const until = new Date(Math.min(expiresAt.getTime(), lastSeenAt.getTime() + IDLE_MS));
  return { ...found, about: found.userId, until };
}
