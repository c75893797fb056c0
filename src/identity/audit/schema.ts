/** migrations/tenant/0026_audit_cuts.sql. */
import { bigint, boolean, pgTable, smallint } from 'drizzle-orm/pg-core';
import { bytea, instant } from '#platform/db/columns.ts';

export const auditRetention = pgTable('audit_retention', {
  one: boolean('one').primaryKey().default(true),
  /** Null: without limit. */
  years: smallint('years'),
});

/** Where the beginning of the log was removed: number and hash of the last row that went. */
export const auditCuts = pgTable('audit_cuts', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  hash: bytea('hash').notNull(),
  keptFrom: instant('kept_from').notNull(),
  cutAt: instant('cut_at').notNull().defaultNow(),
  signature: bytea('signature').notNull(),
});
