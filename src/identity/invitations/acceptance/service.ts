/** Joining a studio: the link of the mail proves the address, the password who it is; on the main host the account proves both. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { canonicalAddress, spellingsOf } from '#identity/addresses.ts';
import { lockAddress } from '#identity/confirmations/claim.ts';
import { type DeadReason, deadReason, type Invitation } from '#identity/invitations/model.ts';
import { findInvitation, isInvitation } from '#identity/invitations/queries.ts';
import type { Oneself } from '#identity/logins/service.ts';
import { findOwnerOfAddress } from '#identity/queries.ts';
import { invitations, members, users } from '#identity/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { type Result, refuse, tryControlWrite } from '#platform/refusal.ts';
import type { ControlScope, Role, Scope } from '#platform/scope.ts';
import { studios } from '#platform/tenancy/schema.ts';

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
  return acceptFound(scope, (db) => findInvitation(scope, db, token), joiner);
}

/**
 * One that was sent to the actor's own address, without its link.
 * @throws AppError not-found for another's, or gone with the reason
 */
export async function acceptOwn(
  scope: ControlScope,
  actor: Oneself,
  id: Id<'invitation'>,
): Promise<Result<{ readonly studioName: string }>> {
  const find = (db: ReadDb) => findOwn(scope, db, actor, id);
  const found = await find(scope.control);
  if (!found) throw notFound();
  const result = await acceptFound(scope, find, { id: actor.id, name: actor.name });
  return result.ok ? { ok: true, value: { studioName: found.studioName } } : result;
}

async function findOwn({ now }: ControlScope, db: ReadDb, { email }: Oneself, id: Id<'invitation'>) {
  const [row] = await db
    .select({ invitation: invitations, studioName: studios.name })
    .from(invitations)
    .innerJoin(studios, eq(studios.id, invitations.studioId))
    .where(and(eq(invitations.id, id), inArray(invitations.email, spellingsOf(email)), eq(studios.status, 'ready')));
  return row ? { ...row, reason: deadReason(row.invitation, row.invitation.sending, now) } : null;
}

function acceptFound(
  scope: ControlScope,
  find: Find,
  joiner: Joiner,
): Promise<Result<{ readonly id: string; readonly name: string }>> {
  return tryControlWrite(scope, 'identity.join', async (w) => {
    const { id, studioId, email, role } = await lockInvitation(w.tx, find);
    const userId = await settleUser(w.tx, scope, email, joiner);
    await w.tx.update(invitations).set({ acceptedAt: scope.now }).where(isInvitation(studioId, id));
    const joined = await join(w.tx, { studioId, userId, role, joinedAt: scope.now });
    w.about({ kind: 'user', id: userId }, { name: joiner.name, role: joined }, { studioId });
    return { id: userId, name: joiner.name };
  });
}

/** Read again once it is locked: until then it may have been answered, revoked or sent anew. */
async function lockInvitation(tx: WriteDb, find: Find): Promise<Invitation> {
  const { id, studioId } = orGone(await find(tx));
  await tx.select({ id: invitations.id }).from(invitations).where(isInvitation(studioId, id)).for('update');
  return orGone(await find(tx));
}

/** Whose the address is. What others typed at a sign-up is not theirs: see decision 0026. */
async function settleUser(tx: WriteDb, { now }: ControlScope, email: string, joiner: Joiner): Promise<Id<'user'>> {
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

interface Joining {
  readonly studioId: string;
  readonly userId: Id<'user'>;
  readonly role: Role;
  readonly joinedAt: Date;
}

/** @returns the role that they have from now on */
async function join(tx: WriteDb, { studioId: studio, ...member }: Joining): Promise<Role> {
  const rank = (of: unknown) => sql`array_position(array['owner', 'admin', 'manager', 'user'], ${of})`;
  const studioId = studio as Id<'studio'>;
  await tx
    .insert(members)
    .values({ studioId, ...member })
    .onConflictDoUpdate({
      target: [members.studioId, members.userId],
      set: { role: sql`excluded.role` },
      setWhere: sql`${rank(sql`excluded.role`)} < ${rank(members.role)}`,
    });
  const [joined] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.studioId, studioId), eq(members.userId, member.userId)));
  return joined?.role ?? member.role;
}

type Found = Awaited<ReturnType<typeof findInvitation>>;
type Find = (db: ReadDb) => Promise<Found>;

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
