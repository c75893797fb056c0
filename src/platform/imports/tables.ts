/** The two tables that every kind of import has, under the names that its module gives them in a migration. */
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from '#platform/db/columns.ts';
import { DUPLICATE_CHOICES, type ImportMapping, type ImportReport } from '#platform/imports/model.ts';

/** One row for each upload; the file itself is in the studio's storage until the import is over. */
export function importTable(name: string) {
  return pgTable(name, {
    id: id<'import'>('id').primaryKey(),
    fileName: text('file_name').notNull(),
    /** Null once the file is gone. */
    fileKey: text('file_key'),
    format: text('format', { enum: ['csv', 'vcard'] }).notNull(),
    status: text('status', { enum: ['uploaded', 'ready', 'running', 'done', 'failed', 'discarded'] })
      .notNull()
      .default('uploaded'),
    /** Null for vCard. */
    mapping: jsonb('mapping').$type<ImportMapping>(),
    report: jsonb('report').$type<ImportReport>(),
    duplicates: text('duplicates', { enum: DUPLICATE_CHOICES }).notNull().default('skip'),
    leavesOut: boolean('leaves_out').notNull().default(false),
    /** Counts up with every try of the job, so that a try which was given up cannot finish after its successor began. */
    attempt: integer('attempt').notNull().default(0),
    rowsDone: integer('rows_done').notNull().default(0),
    rowsTotal: integer('rows_total').notNull().default(0),
    rowsCreated: integer('rows_created').notNull().default(0),
    rowsUpdated: integer('rows_updated').notNull().default(0),
    rowsSkipped: integer('rows_skipped').notNull().default(0),
    rowsFaulty: integer('rows_faulty').notNull().default(0),
    /** Message key. */
    failure: text('failure'),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: text('created_by').notNull(),
    finishedAt: instant('finished_at'),
  });
}

export type ImportTable = ReturnType<typeof importTable>;

/**
 * Rows on their way in; unlogged, because after a crash the job reads the file again.
 * @param target column with the id of what a row makes or changes
 */
export function importRowTable(name: string, target: string) {
  const columns = {
    importId: id<'import'>('import_id').notNull(),
    attempt: integer('attempt').notNull(),
    position: integer('position').notNull(),
    targetId: uuid(target).notNull(),
    isUpdate: boolean('is_update').notNull(),
    data: jsonb('data').notNull(),
  };
  return pgTable(name, columns, (table) => [primaryKey({ columns: [table.importId, table.attempt, table.position] })]);
}

export type ImportRowTable = ReturnType<typeof importRowTable>;
