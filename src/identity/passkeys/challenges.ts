/**
 * What an authenticator is asked to sign. A challenge is stored nowhere until it is answered: it is sealed with a key of ours and
 * says itself until when, for what, at which host and for whom it is good. Once answered its hash is kept, so it is good once.
 */
import { createHash, randomBytes } from 'node:crypto';
import { CHALLENGE_MINUTES } from '#identity/model.ts';
import { spentChallenges } from '#identity/passkeys/schema.ts';
import type { WriteDb } from '#platform/db/types.ts';
import type { ControlScope } from '#platform/scope.ts';

const PURPOSE = 'identity passkey challenge';

type Keys = Pick<ControlScope, 'secrets' | 'now'>;

export interface Ceremony {
  readonly purpose: 'login' | 'registration' | 'proof';
  /** The requested host, to which the passkey belongs. */
  readonly host: string;
  /** What only the browser has that asked: the token of its cookie, or the login. */
  readonly bearer: string;
}

/** @param userHandle travels along; empty where the passkey says it. @returns base64url */
export function newChallenge({ secrets, now }: Keys, ceremony: Ceremony, userHandle = ''): string {
  const until = now.getTime() + CHALLENGE_MINUTES * 60_000;
  return secrets.seal(PURPOSE, aboutOf(ceremony), [until, randomBytes(16).toString('base64url'), userHandle].join(' '));
}

export interface Challenge {
  readonly text: string;
  readonly userHandle: string;
}

/** Null for one that is too old, and for another purpose, host or browser. */
export function openChallenge({ secrets, now }: Keys, ceremony: Ceremony, text: string): Challenge | null {
  const [until, , userHandle = ''] = secrets.open(PURPOSE, aboutOf(ceremony), text)?.split(' ') ?? [];
  return Number(until) > now.getTime() ? { text, userHandle } : null;
}

/** False when it was spent already: of many who answer the same one at once, one spends it. */
export async function spendChallenge(tx: WriteDb, { now }: Keys, { text }: Challenge): Promise<boolean> {
  const challengeHash = createHash('sha256').update(Buffer.from(text, 'base64url')).digest();
  const expiresAt = new Date(now.getTime() + CHALLENGE_MINUTES * 60_000);
  const spent = await tx
    .insert(spentChallenges)
    .values({ challengeHash, expiresAt })
    .onConflictDoNothing()
    .returning({ expiresAt: spentChallenges.expiresAt });
  return spent.length === 1;
}

function aboutOf({ purpose, host, bearer }: Ceremony): string {
  return [purpose, host, bearer].join(' ');
}
