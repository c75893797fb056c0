/** What is known about the imports of one kind. */
import { and, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import type { ReadDb } from '#platform/db/types.ts';
import type { ImportId, ImportReport } from '#platform/imports/model.ts';
import type { ImportTable } from '#platform/imports/tables.ts';

type ImportRow = ImportTable['$inferSelect'];

/** @typeParam Shown what the preview shows of a row; each table holds the reports of one definition */
export interface ImportRecord<Shown extends object = object> extends Omit<ImportRow, 'report'> {
  readonly report: ImportReport<Shown> | null;
}

/** Nothing has been written, nothing is being written: mapping, discarding and sweeping are possible. */
export const UNDECIDED = ['uploaded', 'ready', 'failed'] as const satisfies readonly ImportRecord['status'][];

export function isUndecided({ status }: Pick<ImportRecord, 'status'>): boolean {
  return (UNDECIDED as readonly string[]).includes(status);
}

export async function findImport(db: ReadDb, imports: ImportTable, id: ImportId): Promise<ImportRecord | null> {
  const [found] = await db.select().from(imports).where(eq(imports.id, id));
  return found ?? null;
}

const MOST_IMPORTS = 20;

export interface ImportLine
  extends Pick<
    ImportRecord,
    'id' | 'fileName' | 'status' | 'createdAt' | 'createdBy' | 'rowsCreated' | 'rowsUpdated'
  > {}

/** The latest ones. */
export function listImports(db: ReadDb, imports: ImportTable): Promise<ImportLine[]> {
  return db
    .select({
      id: imports.id,
      fileName: imports.fileName,
      status: imports.status,
      createdAt: imports.createdAt,
      createdBy: imports.createdBy,
      rowsCreated: imports.rowsCreated,
      rowsUpdated: imports.rowsUpdated,
    })
    .from(imports)
    .orderBy(desc(imports.id))
    .limit(MOST_IMPORTS);
}

/** Imports that are undecided since `before` and still have their file. */
export async function listForgotten(db: ReadDb, imports: ImportTable, before: Date): Promise<ImportId[]> {
  const found = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(isNotNull(imports.fileKey), lt(imports.createdAt, before), inArray(imports.status, [...UNDECIDED])));
  return found.map(({ id }) => id);
}
