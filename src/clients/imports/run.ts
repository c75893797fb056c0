/**
 * The job: rows are staged in small transactions, so that everybody sees how far it is, and go into the list in one. A try that
 * was given up (a crash, a stall) cannot finish once another has begun: each has a number, and the last one counts.
 */
import { and, eq, sql } from 'drizzle-orm';
import { CLIENT_COLUMNS } from '#clients/import-export/fields.ts';
import type { ImportId } from '#clients/imports/model.ts';
import { planRows } from '#clients/imports/plan.ts';
import { type ClientImport, findImport } from '#clients/imports/queries.ts';
import { readFile } from '#clients/imports/read-file.ts';
import { fileKeyOf, readUpload } from '#clients/imports/service.ts';
import { type Staged, type StagedRow, stageRows } from '#clients/imports/stage.ts';
import { clientImportRows, clientImports, clients } from '#clients/schema.ts';
import { isTransient, isUnavailable } from '#platform/db/errors.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Scope, Write } from '#platform/scope.ts';

const BATCH = 1_000;

interface Try {
  readonly id: ImportId;
  readonly attempt: number;
}

/** Safe to repeat: an import that is over, or that another try has taken up, is left alone. */
export async function runImport(scope: Scope, id: ImportId): Promise<void> {
  const begun = await beginTry(scope, id);
  // A try that was cut off after its last commit has left the file behind.
  if (begun?.status === 'done') await scope.files.delete(fileKeyOf(id));
  if (begun?.status !== 'running') return;
  const running = { id, attempt: begun.attempt };
  try {
    const { staged, faulty } = await planFile(scope, begun);
    if (faulty > 0 && !begun.leavesOut) return await failImport(scope, running, 'clients.import.failure.faulty');
    await stageAll(scope, running, staged.rows);
    // Only the try that counts may take the file away: its successor would want it.
    if (await finish(scope, running, staged, faulty)) await scope.files.delete(fileKeyOf(id));
  } catch (error) {
    // Trouble that passes is left to the next try; nobody is told before that has failed too.
    if (!isTransient(error) && !isUnavailable(error)) await failImport(scope, running, failureOf(error));
    throw error;
  }
}

function failureOf(error: unknown): string {
  return error instanceof AppError ? error.messageKey : 'clients.import.failure.unknown';
}

async function beginTry(scope: Scope, id: ImportId): Promise<ClientImport | null> {
  return scope.write('clients.import', async (w) => {
    await w.tx
      .update(clientImports)
      .set({ attempt: sql`${clientImports.attempt} + 1`, rowsDone: 0 })
      .where(and(eq(clientImports.id, id), eq(clientImports.status, 'running')));
    await w.tx.delete(clientImportRows).where(eq(clientImportRows.importId, id));
    const found = await findImport(w.db, id);
    if (found) w.about({ kind: 'client-import', id }, { fileName: found.fileName });
    return found;
  });
}

async function planFile(scope: Scope, found: ClientImport): Promise<{ staged: Staged; faulty: number }> {
  const file = await readFile(await readUpload(scope, found), found.mapping);
  const plan = await planRows(scope.db, file.good, found.duplicates);
  return { staged: stageRows(plan.rows, found.duplicates), faulty: file.faulty + plan.faults.length };
}

/** Whether this try is still the one that counts; nobody else can begin or end one until the transaction is over. */
async function isCurrent(w: Write, { id, attempt }: Try): Promise<boolean> {
  const found = await w.tx.execute(
    sql`select 1 from client_imports where id = ${id} and status = 'running' and attempt = ${attempt} for update`,
  );
  return found.length > 0;
}

async function stageAll(scope: Scope, running: Try, rows: readonly StagedRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH).map((row, index) => ({ ...row, position: from + index }));
    await scope.write('clients.import', async (w) => {
      if (!(await isCurrent(w, running))) return;
      await w.tx.execute(sql`
        insert into client_import_rows (import_id, attempt, position, client_id, is_update, data)
        select ${running.id}::uuid, ${running.attempt}::int, r.position, r."clientId", r."isUpdate", r.data
        from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r (position int, "clientId" uuid, "isUpdate" boolean, data jsonb)`);
      await w.tx
        .update(clientImports)
        .set({ rowsTotal: rows.length, rowsDone: from + batch.length })
        .where(eq(clientImports.id, running.id));
      w.about({ kind: 'client-import', id: running.id }, { rows: from + batch.length });
    });
  }
}

const COLUMNS = CLIENT_COLUMNS.map((field) => sql.identifier(clients[field].name));
const COLUMN_LIST = sql.join(COLUMNS, sql`, `);
const STAGED_LIST = sql.join(
  COLUMNS.map((column) => sql`p.${column}`),
  sql`, `,
);

async function finish(scope: Scope, running: Try, staged: Staged, faulty: number): Promise<boolean> {
  return scope.write('clients.import', async (w) => {
    if (!(await isCurrent(w, running))) return false;
    await writeClients(w, running, staged.rows.length);
    await w.tx.delete(clientImportRows).where(eq(clientImportRows.importId, running.id));
    const { created, updated, skipped } = staged;
    await w.tx
      .update(clientImports)
      .set({
        status: 'done',
        fileKey: null,
        rowsCreated: created,
        rowsUpdated: updated,
        rowsSkipped: skipped,
        rowsFaulty: faulty,
        finishedAt: scope.now,
      })
      .where(eq(clientImports.id, running.id));
    w.about({ kind: 'client-import', id: running.id }, { created, updated, skipped, faulty });
    return true;
  });
}

/** In steps, so that no statement comes near its time limit; ids were handed out in the order of the file. */
async function writeClients(w: Write, running: Try, rows: number): Promise<void> {
  for (let from = 0; from < rows; from += BATCH) await writeStep(w, running, from);
}

/** What a row does not say stays as it is. */
async function writeStep(w: Write, { id, attempt }: Try, from: number): Promise<void> {
  const own = sql`r.import_id = ${id} and r.attempt = ${attempt} and r.position >= ${from} and r.position < ${from + BATCH}`;
  const now = w.now.toISOString();
  await w.tx.execute(sql`
    insert into clients (id, ${COLUMN_LIST}, import_id, created_at, updated_at)
    select r.client_id, ${STAGED_LIST}, ${id}::uuid, ${now}::timestamptz, ${now}::timestamptz
    from client_import_rows r, jsonb_populate_record(null::clients, r.data) p
    where ${own} and not r.is_update order by r.position`);
  await w.tx.execute(sql`
    update clients c set (${COLUMN_LIST}) = (select ${STAGED_LIST} from jsonb_populate_record(c, r.data) p),
      import_id = ${id}::uuid, updated_at = ${now}::timestamptz, revision = c.revision + 1
    from client_import_rows r where ${own} and r.is_update and c.id = r.client_id`);
}

async function failImport(scope: Scope, running: Try, failure: string): Promise<void> {
  await scope.write('clients.import', async (w) => {
    if (!(await isCurrent(w, running))) return;
    await w.tx.delete(clientImportRows).where(eq(clientImportRows.importId, running.id));
    await w.tx
      .update(clientImports)
      .set({ status: 'failed', failure, finishedAt: w.now })
      .where(eq(clientImports.id, running.id));
    w.about({ kind: 'client-import', id: running.id }, { failure });
  });
}
