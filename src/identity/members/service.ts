import { and, eq } from 'drizzle-orm';
import { revokeBeyond } from '#identity/invitations/service.ts';
import type { UserActor } from '#identity/logins/service.ts';
import { lockRoles } from '#identity/members/locks.ts';
import { mayMove, rolesGivenBy } from '#identity/members/policy.ts';
import { findMemberByEmail, findOwnerOfAddress, getMember } from '#identity/queries.ts';
import { members, users } from '#identity/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { AppError } from '#platform/http/errors.ts';
import { type Refusal, type Result, tryControlWrite } from '#platform/refusal.ts';
import type { Role, Scope } from '#platform/scope.ts';

export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** null: enters by a link for a new password. */
  readonly passwordHash: string | null;
  /** The address is theirs without a mail to prove it. */
  readonly isConfirmed: boolean;
}

/** An existing account keeps its name and password, and a member stays what they are. */
export async function addMember(scope: Scope, member: NewMember): Promise<string> {
  const studioId = scope.studio.id as Id<'studio'>;
  return scope.control.write('identity.members', async (w) => {
    const known =
      (await findMemberByEmail(w.tx, studioId, member.email)) ?? (await findOwnerOfAddress(w.tx, member.email));
    const userId = (known?.id ?? newId<'user'>()) as Id<'user'>;
    const { name, email, role, passwordHash } = member;
    const emailConfirmedAt = member.isConfirmed ? scope.now : null;
    if (!known) await w.tx.insert(users).values({ id: userId, name, email, emailConfirmedAt, passwordHash });
    const added = await w.tx
      .insert(members)
      .values({ studioId, userId, role, joinedAt: scope.now })
      .onConflictDoNothing()
      .returning({ userId: members.userId });
    if (added.length > 0) w.about({ kind: 'user', id: userId }, { name, role });
    else w.unchanged();
    return userId;
  });
}

/** The database's word, see migrations/control/0007: of two owners who demote each other, one stays. */
const LAST_OWNER: Readonly<Record<string, Refusal>> = {
  members_last_owner: { kind: 'conflict', field: '', messageKey: 'identity.members.lastOwner' },
};

/** @throws AppError not-found, or forbidden where the actor may not make this member that */
export async function changeRole(
  scope: Scope,
  actor: UserActor,
  userId: Id<'user'>,
  role: Role,
): Promise<Result<void>> {
  const { name } = await getMember(scope, userId);
  return tryControlWrite(
    scope,
    'identity.change-role',
    async (w) => {
      const from = await lockMember(w.tx, scope, actor, userId);
      if (!rolesGivenBy(actor.role).includes(role)) throw forbidden();
      if (from === role) return w.unchanged();
      await w.tx.update(members).set({ role }).where(isMember(scope, userId));
      await revokeBeyond(w.tx, scope, userId, rolesGivenBy(role));
      if (userId !== actor.id) w.enqueue('identity.send-notice', { userId, event: 'role-changed', from, role });
      w.about({ kind: 'user', id: userId }, { name, from, role });
    },
    LAST_OWNER,
  );
}

/** Their logins at this studio go with the membership. @throws as `changeRole` */
export async function removeMember(scope: Scope, actor: UserActor, userId: Id<'user'>): Promise<Result<void>> {
  const { name } = await getMember(scope, userId);
  return tryControlWrite(
    scope,
    'identity.remove',
    async (w) => {
      const role = await lockMember(w.tx, scope, actor, userId);
      await w.tx.delete(members).where(isMember(scope, userId));
      await revokeBeyond(w.tx, scope, userId, []);
      w.about({ kind: 'user', id: userId }, { name, role });
    },
    LAST_OWNER,
  );
}

/** The actor leaves the studio; no consent is needed. */
export async function depart(scope: Scope, { id, name, role }: UserActor): Promise<Result<void>> {
  return tryControlWrite(
    scope,
    'identity.depart',
    async (w) => {
      await w.tx.delete(members).where(isMember(scope, id as Id<'user'>));
      w.about({ kind: 'user', id }, { name, role });
    },
    LAST_OWNER,
  );
}

/** Judged by what both are now. @returns the member's role */
async function lockMember(tx: WriteDb, scope: Scope, actor: UserActor, userId: Id<'user'>): Promise<Role> {
  const role = (await lockRoles(tx, scope, actor, userId)).get(userId);
  if (!role || !mayMove(actor, { id: userId, role })) throw forbidden();
  return role;
}

function forbidden(): AppError {
  return new AppError('forbidden', 'identity.members.forbidden');
}

function isMember({ studio }: Scope, userId: Id<'user'>) {
  return and(eq(members.studioId, studio.id as Id<'studio'>), eq(members.userId, userId));
}

/** Of the studio's first owner; demo members share it, so that it is computed once. */
export async function findOwnerHash({ control, studio }: Scope): Promise<string | null> {
  const rows = await control
    .select({ role: members.role, passwordHash: users.passwordHash })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.studioId, studio.id as Id<'studio'>))
    .orderBy(members.joinedAt);
  return rows.find(({ role }) => role === 'owner')?.passwordHash ?? null;
}
