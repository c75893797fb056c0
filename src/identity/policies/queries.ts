import { and, asc, count, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { passkeys } from '#identity/passkeys/schema.ts';
import { logins, members, users } from '#identity/schema.ts';
import { twoFactors } from '#identity/two-factor/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { EntryPolicy, Studio } from '#platform/scope.ts';
import { studios } from '#platform/tenancy/schema.ts';

/** As saved: what the directory keeps of the studio may be a moment old. */
export function selectPolicy(control: ReadDb, studioId: string) {
  const { factorFrom, idleLoginHours: idleHours, longestLoginHours: longestHours, addressRanges: ranges } = studios;
  return control
    .select({ factorFrom, idleHours, longestHours, ranges })
    .from(studios)
    .where(eq(studios.id, studioId as Id<'studio'>));
}

export async function getPolicy(control: ReadDb, studioId: string): Promise<EntryPolicy> {
  const [policy] = await selectPolicy(control, studioId);
  if (!policy) throw new Error('there is no such studio');
  return policy;
}

/** With an app that shows codes, or opened with a passkey that is still there. */
export const HAS_FACTOR: SQL<boolean> = sql<boolean>`(exists (select 1 from ${twoFactors} where ${twoFactors.userId} = ${logins.userId})
  or exists (select 1 from ${passkeys} where ${passkeys.id} = ${logins.passkeyId}))`;

export async function isOfFactor(control: ReadDb, loginId: string): Promise<boolean> {
  const [login] = await control
    .select({ hasFactor: HAS_FACTOR })
    .from(logins)
    .innerJoin(users, eq(users.id, logins.userId))
    .where(eq(logins.id, loginId as Id<'login'>));
  return login?.hasFactor ?? false;
}

type Here = Pick<Studio, 'id' | 'host'>;

/** Neither an app nor a passkey of this host. */
function isWithout({ id, host }: Here) {
  const { userId } = members;
  return and(
    eq(members.studioId, id as Id<'studio'>),
    isNull(twoFactors.userId),
    sql`not exists (select 1 from ${passkeys} where ${passkeys.userId} = ${userId} and ${passkeys.host} = ${host})`,
  );
}

export async function countWithoutFactor(control: ReadDb, here: Here): Promise<number> {
  const [row] = await control
    .select({ count: count() })
    .from(members)
    .leftJoin(twoFactors, eq(twoFactors.userId, members.userId))
    .where(isWithout(here));
  return row?.count ?? 0;
}

export async function listWithoutFactor(control: ReadDb, here: Here) {
  const { id, name, email, emailConfirmedAt: confirmedAt, locale, passwordHash } = users;
  return control
    .select({ id, name, email, confirmedAt, locale, passwordHash })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(twoFactors, eq(twoFactors.userId, members.userId))
    .where(isWithout(here))
    .orderBy(asc(members.joinedAt), asc(users.id));
}
