import { and, desc, eq, sql } from 'drizzle-orm';
import { activations } from '#activations/schema.ts';
import { prepared } from '#platform/db/prepared.ts';

/** Of a thing that is switched on and off for years, the rest is in the log. */
const MOST = 50;

/** Those that stand first, then the latest. */
export const listOfResource = prepared('activations.list-of-resource', (db) =>
  db
    .select({
      id: activations.id,
      kind: activations.kind,
      givenAt: activations.givenAt,
      givenByName: activations.givenByName,
      withdrawnAt: activations.withdrawnAt,
      withdrawnByName: activations.withdrawnByName,
      reason: activations.reason,
    })
    .from(activations)
    .where(
      and(eq(activations.resourceKind, sql.placeholder('kind')), eq(activations.resourceId, sql.placeholder('id'))),
    )
    .orderBy(desc(sql`${activations.withdrawnAt} is null`), desc(activations.givenAt), desc(activations.id))
    .limit(MOST),
);
