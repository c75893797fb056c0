/**
 * The job: rows are staged in small transactions, so that the page shows how far it is, and go into the module's tables in one.
 * A try that was given up (a crash, a stall) cannot finish once another has begun: each has a number, and the last one counts.
 */
import { and, eq, sql } from 'drizzle-orm';
import { isTransient, isUnavailable } from '#platform/db/errors.ts';
import { AppError } from '#platform/http/errors.ts';
import type { ImportDefinition } from '#platform/imports/definition.ts';
import type { ImportId } from '#platform/imports/model.ts';
import { planRows } from '#platform/imports/plan.ts';
import { findImport, type ImportRecord } from '#platform/imports/queries.ts';
import { fileKeyOf, readUpload } from '#platform/imports/service.ts';
import { type Staged, type StagedRow, stageRows } from '#platform/imports/stage.ts';
import type { Scope, Write } from '#platform/scope.ts';

const BATCH = 1_000;

type Try = Pick<ImportRecord, 'id' | 'fileName' | 'attempt'>;

/** Safe to repeat: an import that is over, or that another try has taken up, is left alone. */
export async function runImport(scope: Scope, definition: ImportDefinition, id: ImportId): Promise<void> {
  const begun = await beginTry(scope, definition, id);
  const fileKey = fileKeyOf(definition, id);
  // A try that was cut off after its last commit has left the file behind.
  if (begun?.status === 'done') await scope.files.remove(fileKey);
  if (begun?.status !== 'running') return;
  const running = { id, fileName: begun.fileName, attempt: begun.attempt };
  try {
    const { staged, faulty } = await planFile(scope, definition, begun);
    if (faulty > 0 && !begun.leavesOut)
      return await failImport(scope, definition, running, 'platform.import.failure.faulty');
    await stageAll(scope, definition, running, staged.rows);
    // Only the try that counts may take the file away: its successor would want it.
    if (await finish(scope, definition, running, staged, faulty)) await scope.files.remove(fileKey);
  } catch (error) {
    // Trouble that passes is left to the next try; the import is marked as failed only when that has failed too.
    if (!isTransient(error) && !isUnavailable(error)) await failImport(scope, definition, running, failureOf(error));
    throw error;
  }
}

function failureOf(error: unknown): string {
  return error instanceof AppError ? error.messageKey : 'platform.import.failure.unknown';
}

async function beginTry(scope: Scope, definition: ImportDefinition, id: ImportId): Promise<ImportRecord | null> {
  const { imports, rows } = definition;
  return definition.write(scope, id, async (w, tell) => {
    await w.tx
      .update(imports)
      .set({ attempt: sql`${imports.attempt} + 1`, rowsDone: 0 })
      .where(and(eq(imports.id, id), eq(imports.status, 'running')));
    await w.tx.delete(rows).where(eq(rows.importId, id));
    // Who started it has said so.
    tell(null);
    return findImport(w.db, imports, id);
  });
}

interface PlannedFile {
  readonly staged: Staged;
  readonly faulty: number;
}

async function planFile(scope: Scope, definition: ImportDefinition, found: ImportRecord): Promise<PlannedFile> {
  const file = await definition.reader.read(await readUpload(scope, found), found.mapping);
  const plan = await planRows(scope.db, definition, file.good, found.duplicates);
  const staged = stageRows(definition, plan.rows, found.duplicates);
  return { staged, faulty: file.faulty + plan.faults.length };
}

/** Whether this try is still the one that counts; no other can begin or end one until the transaction is over. */
async function isCurrent(w: Write, { imports }: ImportDefinition, { id, attempt }: Try): Promise<boolean> {
  const found = await w.tx
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.status, 'running'), eq(imports.attempt, attempt)))
    .for('update');
  return found.length > 0;
}

async function stageAll(
  scope: Scope,
  definition: ImportDefinition,
  running: Try,
  rows: readonly StagedRow[],
): Promise<void> {
  const { imports } = definition;
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH).map((row, index) => ({ ...row, position: from + index }));
    await definition.write(scope, running.id, async (w, tell) => {
      tell(null);
      if (!(await isCurrent(w, definition, running))) return;
      await insertStaged(w, definition, running, batch);
      await w.tx
        .update(imports)
        .set({ rowsTotal: rows.length, rowsDone: from + batch.length })
        .where(eq(imports.id, running.id));
    });
  }
}

/** One parameter however many rows there are. */
async function insertStaged(
  w: Write,
  { rows }: ImportDefinition,
  { id, attempt }: Try,
  batch: readonly StagedRow[],
): Promise<void> {
  await w.tx.execute(sql`
    insert into ${rows} (import_id, attempt, position, ${sql.identifier(rows.targetId.name)}, is_update, data)
    select ${id}::uuid, ${attempt}::int, r.position, r."targetId", r."isUpdate", r.data
    from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r (position int, "targetId" uuid, "isUpdate" boolean, data jsonb)`);
}

async function finish(
  scope: Scope,
  definition: ImportDefinition,
  running: Try,
  staged: Staged,
  faulty: number,
): Promise<boolean> {
  const { imports, rows } = definition;
  const { created, updated, skipped } = staged;
  return definition.write(scope, running.id, async (w, tell) => {
    if (!(await isCurrent(w, definition, running))) {
      tell(null);
      return false;
    }
    // In steps, so that no statement comes near its time limit.
    for (let from = 0; from < staged.rows.length; from += BATCH)
      await definition.writeRows(w, stagedFrom(definition, running, from), running.id);
    await w.tx.delete(rows).where(eq(rows.importId, running.id));
    await w.tx
      .update(imports)
      .set({
        status: 'done',
        fileKey: null,
        rowsCreated: created,
        rowsUpdated: updated,
        rowsSkipped: skipped,
        rowsFaulty: faulty,
        finishedAt: scope.now,
      })
      .where(eq(imports.id, running.id));
    tell({ step: 'imported', fileName: running.fileName, created, updated, skipped, faulty });
    return true;
  });
}

/** One step of the staged rows, as the subquery that `writeRows` is given. */
function stagedFrom({ rows }: ImportDefinition, { id, attempt }: Try, from: number) {
  return sql`(select position, ${sql.identifier(rows.targetId.name)} as target_id, is_update, data from ${rows}
    where import_id = ${id} and attempt = ${attempt} and position >= ${from} and position < ${from + BATCH})`;
}

async function failImport(scope: Scope, definition: ImportDefinition, running: Try, failure: string): Promise<void> {
  const { imports, rows } = definition;
  await definition.write(scope, running.id, async (w, tell) => {
    if (!(await isCurrent(w, definition, running))) return tell(null);
    await w.tx.delete(rows).where(eq(rows.importId, running.id));
    await w.tx.update(imports).set({ status: 'failed', failure, finishedAt: w.now }).where(eq(imports.id, running.id));
    tell({ step: 'failed', fileName: running.fileName, failure });
  });
}
