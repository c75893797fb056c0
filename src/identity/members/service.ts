import { eq } from 'drizzle-orm';
import { findMemberByEmail, findOwnerOfAddress } from '#identity/queries.ts';
import { members, users } from '#identity/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
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
