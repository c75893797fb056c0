/** migrations/tenant/0029_activations.sql */
import { type SQL, sql } from 'drizzle-orm';
import { type PgColumn, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Activatable, ActivationKind } from '#activations/model.ts';
import { id, instant } from '#platform/db/columns.ts';
import type { SubjectKind } from '#platform/scope.ts';

export const activations = pgTable('activations', {
  id: id<'activation'>('id').primaryKey(),
  resourceKind: text('resource_kind').$type<SubjectKind>().notNull(),
  resourceId: uuid('resource_id').notNull(),
  kind: text('kind').$type<ActivationKind>().notNull(),
  givenAt: instant('given_at').notNull(),
  givenBy: uuid('given_by'),
  givenByName: text('given_by_name').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: uuid('withdrawn_by'),
  withdrawnByName: text('withdrawn_by_name'),
  reason: text('reason'),
});

/** For queries of the modules that own or use resources: the kinds that stand, as JSON. @param id of the thing, in the query around it */
export function standingKinds({ kind }: Activatable, id: SQL | PgColumn): SQL<ActivationKind[]> {
  return sql`(
    select coalesce(json_agg(a.kind), '[]') from activations a
    where a.resource_kind = ${sql.raw(`'${kind}'`)} and a.resource_id = ${id} and a.withdrawn_at is null)`;
}
