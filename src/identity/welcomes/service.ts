/** The step from the main host into the studio that was just made. */
import { and, eq, gt, isNull } from 'drizzle-orm';
import { type Account, findMember } from '#identity/queries.ts';
import { welcomes } from '#identity/schema.ts';
import { hashToken } from '#identity/tokens.ts';
import type { Id } from '#platform/db/ids.ts';
import type { Scope } from '#platform/scope.ts';

export async function isWelcome(scope: Scope, token: string): Promise<boolean> {
  const rows = await scope.control.select({ at: welcomes.createdAt }).from(welcomes).where(isGood(scope, token));
  return rows.length > 0;
}

/** @returns who enters; null for a token that has been used, is too old, or belongs to another studio */
export async function useWelcome(scope: Scope, token: string): Promise<Account | null> {
  const [used] = await scope.control.writeUnaudited('token', (tx) =>
    tx.update(welcomes).set({ usedAt: scope.now }).where(isGood(scope, token)).returning({ userId: welcomes.userId }),
  );
  return used ? findMember(scope.control, scope.studio.id, used.userId) : null;
}

function isGood({ studio, now }: Scope, token: string) {
  return and(
    eq(welcomes.tokenHash, hashToken(token)),
    eq(welcomes.studioId, studio.id as Id<'studio'>),
    isNull(welcomes.usedAt),
    gt(welcomes.expiresAt, now),
  );
}
