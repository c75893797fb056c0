/** Who is asked for a passkey, at which host, and what of their browser the challenge is bound to. */
import { getCookie, setCookie } from 'hono/cookie';
import { oneselfOf } from '#identity/logins/actor.ts';
import { CHALLENGE_MINUTES } from '#identity/model.ts';
import type { Ceremony } from '#identity/passkeys/challenges.ts';
import { isToken, newToken } from '#identity/tokens.ts';
import type { AppContext } from '#platform/http/env.ts';

/** Of pages with a form that asks for a passkey. */
export const PASSKEY_SCRIPTS = ['passkeys'];

const COOKIE = '__Host-passkey';
const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

export interface Asked {
  readonly ceremony: Ceremony;
  /** `https://host:port` of the page that asks. */
  readonly origin: string;
}

/** A browser that is about to answer keeps its token, so that two tabs do not spoil each other's challenge. */
export function askForLogin(c: AppContext): Asked {
  const token = bearerOf(c) ?? newToken();
  setCookie(c, COOKIE, token, { ...OPTIONS, maxAge: CHALLENGE_MINUTES * 60 });
  return asked(c, 'login', token);
}

/** Without its cookie, what the browser answers was asked of another one. */
export function answeredLogin(c: AppContext): Asked {
  return asked(c, 'login', bearerOf(c) ?? '');
}

export function askedRegistration(c: AppContext): Asked {
  return asked(c, 'registration', oneselfOf(c).loginId);
}

export function askedProof(c: AppContext): Asked {
  return asked(c, 'proof', oneselfOf(c).loginId);
}

function bearerOf(c: AppContext): string | null {
  const token = getCookie(c, COOKIE);
  return isToken(token) ? token : null;
}

/** The host is the requested one, a studio's or the main one; scheme and port are those of the installation. */
function asked(c: AppContext, purpose: Ceremony['purpose'], bearer: string): Asked {
  const { requested } = c.env;
  if (!requested || 'refused' in requested) throw new Error('a page was found without a host');
  const url = new URL(c.var.controlScope.publicUrl);
  url.hostname = requested.host;
  return { ceremony: { purpose, host: requested.host, bearer }, origin: url.origin };
}
