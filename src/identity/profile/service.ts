import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { spellingsOf } from '#identity/addresses.ts';
import { lockAddress } from '#identity/confirmations/claim.ts';
import type { ProfileChanges } from '#identity/input.ts';
import type { Oneself } from '#identity/logins/service.ts';
import { members, passwordResets, users } from '#identity/schema.ts';
import { changesBetween } from '#platform/audit/changes.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import type { ControlScope } from '#platform/scope.ts';

export async function updateOwnProfile(scope: ControlScope, actor: Oneself, changes: ProfileChanges): Promise<void> {
  await scope.control.write('identity.profile', async (w) => {
    await w.tx
      .update(users)
      .set({ ...changes, updatedAt: scope.now })
      .where(eq(users.id, actor.id as Id<'user'>));
    const said = changesBetween({ name: actor.name, locale: actor.locale }, changes);
    const details = { name: changes.name ?? actor.name, fields: Object.keys(changes) };
    w.about({ kind: 'user', id: actor.id }, details, { changes: said });
  });
}

/**
 * The new one has to be confirmed as the first had. Nothing is said of users elsewhere who have it.
 * @returns false at a studio of which another member has it
 */
export async function changeEmail(scope: ControlScope, actor: Oneself, email: string): Promise<boolean> {
  const userId = actor.id as Id<'user'>;
  return scope.control.write('identity.profile', async (w) => {
    await lockAddress(w.tx, email);
    if (await hasOtherMember(w.tx, scope, userId, email)) {
      w.unchanged();
      return false;
    }
    // Another spelling of the same address is no other address.
    const emailConfirmedAt = sql`case when ${users.email} = ${email}::citext then ${users.emailConfirmedAt} end`;
    await w.tx.update(users).set({ email, emailConfirmedAt, updatedAt: scope.now }).where(eq(users.id, userId));
    // Links for a new password went to the address of before.
    await w.tx
      .update(passwordResets)
      .set({ usedAt: scope.now })
      .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
    w.enqueue('identity.send-confirmation', { userId });
    w.about(
      { kind: 'user', id: userId },
      { name: actor.name, fields: ['email'] },
      { changes: { email: [actor.email, email] } },
    );
    return true;
  });
}

async function hasOtherMember(
  tx: WriteDb,
  { studio }: ControlScope,
  userId: Id<'user'>,
  email: string,
): Promise<boolean> {
  if (!studio) return false;
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .where(
      and(
        eq(members.studioId, studio.id as Id<'studio'>),
        inArray(users.email, spellingsOf(email)),
        ne(users.id, userId),
      ),
    );
  return rows.length > 0;
}
