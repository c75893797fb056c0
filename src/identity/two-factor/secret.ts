/** The secret shared with the app: sealed where it is stored, and where it waits in a form for its first code. */
import { eq } from 'drizzle-orm';
import { stepAt, stepsOf } from '#identity/two-factor/codes.ts';
import { twoFactors } from '#identity/two-factor/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import type { ControlScope } from '#platform/scope.ts';

const STORED = 'identity two-factor';
const PENDING = 'identity two-factor pending';
const PENDING_MS = 10 * 60_000;

type Keys = Pick<ControlScope, 'secrets' | 'now'>;

export function sealStored({ secrets }: Keys, userId: string, secret: string): string {
  return secrets.seal(STORED, userId, secret);
}

/** For the form of the user who was shown it, for ten minutes. */
export function sealPending({ secrets, now }: Keys, userId: string, secret: string): string {
  return secrets.seal(PENDING, userId, `${now.getTime() + PENDING_MS} ${secret}`);
}

/** Null for another user's, for what is too old, and for what was never sealed. */
export function openPending({ secrets, now }: Keys, userId: string, sealed: string): string | null {
  const [until, secret] = secrets.open(PENDING, userId, sealed)?.split(' ') ?? [];
  return secret && Number(until) > now.getTime() ? secret : null;
}

/**
 * Takes a code once: the row is locked, so of two who send the same code at once one wins.
 * @throws Error when the stored secret was sealed with another key
 */
export async function spendCode(tx: WriteDb, scope: Keys, userId: Id<'user'>, code: string): Promise<boolean> {
  const [row] = await tx
    .select({ sealed: twoFactors.secret, usedSteps: twoFactors.usedSteps })
    .from(twoFactors)
    .where(eq(twoFactors.userId, userId))
    .for('update');
  if (!row) return false;
  const secret = scope.secrets.open(STORED, userId, row.sealed);
  if (secret === null) throw new Error('a second factor was sealed with another REGIE_SECRET');
  const [step] = stepsOf(secret, code, scope.now).filter((candidate) => !row.usedSteps.includes(candidate));
  if (step === undefined) return false;
  const stillSent = row.usedSteps.filter((used) => used >= stepAt(scope.now) - 1);
  await tx
    .update(twoFactors)
    .set({ usedSteps: [...stillSent, step] })
    .where(eq(twoFactors.userId, userId));
  return true;
}
