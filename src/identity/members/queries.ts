import { and, asc, eq, inArray, max, ne, type SQL, sql } from 'drizzle-orm';
import { logins, members, users } from '#identity/schema.ts';
import { twoFactors } from '#identity/two-factor/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import type { Role, Scope } from '#platform/scope.ts';

type Inside = Pick<Scope, 'control' | 'studio'>;

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
  /** At this studio; null for those who have not signed in yet. */
  readonly lastSeenAt: Date | null;
  readonly hasSecondFactor: boolean;
}

/** Owners first, then by name. */
export async function listMembers(control: ReadDb, studioId: string): Promise<readonly Member[]> {
  return selectMembers(control, eq(members.studioId, studioId as Id<'studio'>)).orderBy(
    sql`array_position(array['owner', 'admin', 'manager', 'user'], ${members.role})`,
    asc(users.name),
  );
}

/** @throws AppError not-found unless they are a member here */
export async function getListedMember({ control, studio }: Inside, userId: Id<'user'>): Promise<Member> {
  const here = and(eq(members.studioId, studio.id as Id<'studio'>), eq(members.userId, userId));
  const [member] = await selectMembers(control, here);
  if (!member) throw notFound();
  return member;
}

/** Whether the studio has no owner besides. */
export async function isLastOwner({ control, studio }: Inside, userId: string): Promise<boolean> {
  const others = await control
    .select({ id: members.userId })
    .from(members)
    .where(
      and(
        eq(members.studioId, studio.id as Id<'studio'>),
        eq(members.role, 'owner'),
        ne(members.userId, userId as Id<'user'>),
      ),
    )
    .limit(1);
  return others.length === 0;
}

function selectMembers(control: ReadDb, which: SQL | undefined) {
  return control
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      joinedAt: members.joinedAt,
      lastSeenAt: max(logins.lastSeenAt),
      hasSecondFactor: sql<boolean>`${twoFactors.userId} is not null`,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(twoFactors, eq(twoFactors.userId, members.userId))
    .leftJoin(logins, and(eq(logins.userId, members.userId), eq(logins.studioId, members.studioId)))
    .where(which)
    .groupBy(users.id, members.role, members.joinedAt, twoFactors.userId);
}

/** Of those who are members here. */
export async function listMemberNames(
  control: ReadDb,
  studioId: string,
  ids: readonly string[],
): Promise<readonly { readonly id: Id<'user'>; readonly name: string }[]> {
  return control
    .select({ id: users.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.studioId, studioId as Id<'studio'>), inArray(users.id, ids as Id<'user'>[])));
}
