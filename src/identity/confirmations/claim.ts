import { and, eq, sql } from 'drizzle-orm';
import { canonicalAddress } from '#identity/addresses.ts';
import { findOwnerOfAddress } from '#identity/queries.ts';
import { members, users } from '#identity/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';

export interface Claim {
  /** Whose the address is from now on. */
  readonly userId: Id<'user'>;
  /** The user who claimed it was made beside an account that there was, and is now part of it. */
  readonly isJoined: boolean;
}

/**
 * The address was proved to be this user's. Where it is another's already, both are one person, and the older account takes over
 * the memberships: its name and password stay, those of the newer one end with its logins.
 * @returns null when the user has another address by now
 */
export async function claimAddress(tx: WriteDb, user: string, email: string, now: Date): Promise<Claim | null> {
  const userId = user as Id<'user'>;
  await lockAddress(tx, email);
  const [row] = await tx
    .select({ confirmedAt: users.emailConfirmedAt })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.email, email)))
    .for('update');
  if (!row) return null;
  if (row.confirmedAt) return { userId, isJoined: false };
  const owner = await findOwnerOfAddress(tx, email);
  if (owner) return { userId: await join(tx, userId, owner.id as Id<'user'>), isJoined: true };
  await tx.update(users).set({ emailConfirmedAt: now, updatedAt: now }).where(eq(users.id, userId));
  return { userId, isJoined: false };
}

/** Until the transaction ends: of several who claim one address at once, the first gets it and the others join. */
export async function lockAddress(tx: WriteDb, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('address ' || lower(${canonicalAddress(email)}::text)))`);
}

/** Where both are members of a studio, the higher role stays. */
async function join(tx: WriteDb, from: Id<'user'>, to: Id<'user'>): Promise<Id<'user'>> {
  const rank = (role: unknown) => sql`array_position(array['owner', 'admin', 'manager', 'user'], ${role})`;
  await tx.execute(sql`
    insert into ${members} (studio_id, user_id, role, joined_at)
    select studio_id, ${to}, role, joined_at from ${members} where user_id = ${from}
    on conflict (studio_id, user_id) do update set role = excluded.role
      where ${rank(sql`excluded.role`)} < ${rank(members.role)}`);
  await tx.delete(users).where(eq(users.id, from));
  return to;
}
