import { eq } from 'drizzle-orm';
import { factorRecoveries } from '#identity/recoveries/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';

/** For a user who has the factor or a passkey, or has chosen a new password. @returns whether a wait was running */
export async function endRecovery(tx: WriteDb, userId: Id<'user'>): Promise<boolean> {
  const ended = await tx
    .delete(factorRecoveries)
    .where(eq(factorRecoveries.userId, userId))
    .returning({ id: factorRecoveries.id });
  return ended.length > 0;
}
