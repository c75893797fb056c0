import { and, asc, eq, inArray, max, sql } from 'drizzle-orm';
import { logins, members, users } from '#identity/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { Role } from '#platform/scope.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
  /** At this studio; null for those who have not signed in yet. */
  readonly lastSeenAt: Date | null;
}

/** Owners first, then by name. */
export async function listMembers(control: ReadDb, studioId: string): Promise<readonly Member[]> {
  return control
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      joinedAt: members.joinedAt,
      lastSeenAt: max(logins.lastSeenAt),
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(logins, and(eq(logins.userId, members.userId), eq(logins.studioId, members.studioId)))
    .where(eq(members.studioId, studioId as Id<'studio'>))
    .groupBy(users.id, members.role, members.joinedAt)
    .orderBy(sql`array_position(array['owner', 'admin', 'manager', 'user'], ${members.role})`, asc(users.name));
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
