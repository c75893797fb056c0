/** Joining a studio by the link of a mail: the link proves the address, the password who it is. */
import { and, eq, sql } from 'drizzle-orm';
import { canonicalAddress } from '#identity/addresses.ts';
import { lockAddress } from '#identity/confirmations/claim.ts';
import type { DeadReason, Invitation } from '#identity/invitations/model.ts';
import { findInvitation, isInvitation } from '#identity/invitations/queries.ts';
import { findOwnerOfAddress } from '#identity/queries.ts';
import { invitations, members, users } from '#identity/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { AppError } from '#platform/http/errors.ts';
import { type Result, refuse, tryControlWrite } from '#platform/refusal.ts';
import type { Role, Scope } from '#platform/scope.ts';

/** The account that the address has, or what makes one. */
export type Joiner =
  | { readonly id: string; readonly name: string }
  | { readonly name: string; readonly passwordHash: string };

/** @throws AppError gone with the reason, also when it was spent or revoked a moment ago */
export async function getInvitation(scope: Scope, token: string): Promise<Invitation> {
  return orGone(await findInvitation(scope, scope.control, token));
}

/**
 * Of many at once one wins. A member keeps the higher role.
 * @throws as `getInvitation`
 */
export function accept(
  scope: Scope,
  token: string,
  joiner: Joiner,
): Promise<Result<{ readonly id: string; readonly name: string }>> {
  return tryControlWrite(scope, 'identity.join', async (w) => {
    const { id, email, role } = await lockInvitation(w.tx, scope, token);
    const userId = await settleUser(w.tx, scope, email, joiner);
    await w.tx.update(invitations).set({ acceptedAt: scope.now }).where(isInvitation(scope.studio.id, id));
    const joined = await join(w.tx, scope, userId, role);
    w.about({ kind: 'user', id: userId }, { name: joiner.name, role: joined });
    return { id: userId, name: joiner.name };
  });
}

/** Read again once it is locked: until then it may have been answered, revoked or sent anew. */
async function lockInvitation(tx: WriteDb, scope: Scope, token: string): Promise<Invitation> {
  const { id } = orGone(await findInvitation(scope, tx, token));
  await tx.select({ id: invitations.id }).from(invitations).where(isInvitation(scope.studio.id, id)).for('update');
  return orGone(await findInvitation(scope, tx, token));
}

/** Whose the address is. What others typed at a sign-up is not theirs: see decision 0026. */
async function settleUser(tx: WriteDb, { now }: Scope, email: string, joiner: Joiner): Promise<Id<'user'>> {
  await lockAddress(tx, email);
  const owner = await findOwnerOfAddress(tx, email);
  const expected = 'id' in joiner ? joiner.id : undefined;
  // The account was made, or lost the address, while the form was being filled in.
  if (owner?.id !== expected) refuse({ kind: 'conflict', field: '', messageKey: 'identity.invitation.otherwise' });
  if ('id' in joiner) return joiner.id as Id<'user'>;
  const id = newId<'user'>();
  const { name, passwordHash } = joiner;
  await tx.insert(users).values({ id, name, email: canonicalAddress(email), emailConfirmedAt: now, passwordHash });
  return id;
}

/** @returns the role that they have from now on */
async function join(tx: WriteDb, { studio, now }: Scope, userId: Id<'user'>, role: Role): Promise<Role> {
  const rank = (of: unknown) => sql`array_position(array['owner', 'admin', 'manager', 'user'], ${of})`;
  const studioId = studio.id as Id<'studio'>;
  await tx
    .insert(members)
    .values({ studioId, userId, role, joinedAt: now })
    .onConflictDoUpdate({
      target: [members.studioId, members.userId],
      set: { role: sql`excluded.role` },
      setWhere: sql`${rank(sql`excluded.role`)} < ${rank(members.role)}`,
    });
  const [member] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.studioId, studioId), eq(members.userId, userId)));
  return member?.role ?? role;
}

type Found = Awaited<ReturnType<typeof findInvitation>>;

const GONE = {
  spent: 'identity.invitation.spent',
  revoked: 'identity.invitation.revoked',
  replaced: 'identity.invitation.replaced',
  expired: 'identity.invitation.expired',
  unknown: 'identity.invitation.unknown',
} as const satisfies Record<DeadReason, string>;

function orGone(found: Found): Invitation {
  if (!found || found.reason) throw new AppError('gone', GONE[found?.reason ?? 'unknown']);
  return found.invitation;
}
