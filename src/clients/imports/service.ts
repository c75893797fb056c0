/** An import from upload to result. Nothing of a file is in the list before all of it is. */
import { and, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import { guessMapping } from '#clients/imports/guess.ts';
import type { DuplicateChoice, ImportId, ImportMapping } from '#clients/imports/model.ts';
import { type ClientImport, findImport } from '#clients/imports/queries.ts';
import { readFile } from '#clients/imports/read-file.ts';
import { decodeText, detectEncoding } from '#clients/imports/read-text.ts';
import { reportOn } from '#clients/imports/report.ts';
import { clientImports } from '#clients/schema.ts';
import { newId } from '#platform/db/ids.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { readBytes } from '#platform/storage/files.ts';

/** Nothing has been written, nothing is being written: mapping, discarding and sweeping are possible. */
export const UNDECIDED = ['uploaded', 'ready', 'failed'] as const satisfies readonly ClientImport['status'][];

/** Known from the id alone, so that a file can be deleted after its row has forgotten it. */
export const fileKeyOf = (id: ImportId) => `clients/imports/${id}`;

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @throws AppError not-found */
export async function getImport(scope: Scope, id: ImportId): Promise<ClientImport> {
  const found = await findImport(scope.db, id);
  if (!found) throw notFound();
  return found;
}

/** @throws AppError gone once the import is over and the file with it */
export async function readUpload(scope: Scope, { fileKey }: Pick<ClientImport, 'fileKey'>): Promise<Uint8Array> {
  const file = fileKey === null ? null : await scope.files.get(fileKey);
  if (!file) throw new AppError('gone', 'clients.import.gone');
  return readBytes(file);
}

const VCARD = /^\s*BEGIN:VCARD\b/i;

/** A vCard needs no mapping: its dry run is made at once. */
export async function uploadFile(scope: Scope, { name, bytes }: Upload): Promise<ImportId> {
  const id = newId<'clientImport'>();
  const fileKey = fileKeyOf(id);
  const isVcard = VCARD.test(decodeText(bytes.slice(0, 1_000), detectEncoding(bytes)));
  const report = isVcard ? await reportOn(scope.db, await readFile(bytes, null)) : null;
  await scope.files.put(fileKey, bytes, { contentType: isVcard ? 'text/vcard' : 'text/csv', fileName: name });
  await scope.write('clients.import', async (w) => {
    await w.tx.insert(clientImports).values({
      id,
      fileName: name,
      fileKey,
      format: isVcard ? 'vcard' : 'csv',
      status: report ? 'ready' : 'uploaded',
      mapping: report ? null : guessMapping(bytes),
      report,
      rowsTotal: report?.total ?? 0,
      createdAt: scope.now,
      createdBy: scope.actor.kind === 'anonymous' ? '' : scope.actor.name,
    });
    w.about({ kind: 'client-import', id }, { fileName: name });
  });
  return id;
}

/** Stores how the file is to be read, and what a dry run says of it. @throws AppError conflict once it has begun */
export async function mapColumns(scope: Scope, id: ImportId, mapping: ImportMapping): Promise<void> {
  const found = await getImport(scope, id);
  const report = await reportOn(scope.db, await readFile(await readUpload(scope, found), mapping));
  await scope.write('clients.import', async (w) => {
    const changed = await w.tx
      .update(clientImports)
      .set({ mapping, report, status: 'ready', rowsTotal: report.total })
      .where(and(eq(clientImports.id, id), inArray(clientImports.status, [...UNDECIDED])))
      .returning({ id: clientImports.id });
    if (changed.length === 0) throw new AppError('conflict', 'clients.import.begun');
    w.about({ kind: 'client-import', id }, { fileName: found.fileName });
  });
}

export interface RunChoices {
  readonly duplicates: DuplicateChoice;
  /** Whether rows with faults are left out; otherwise they keep the whole file out. */
  readonly leavesOut: boolean;
}

/** Hands the import to the worker. @throws AppError conflict when it is not ready, or has begun */
export async function startImport(scope: Scope, id: ImportId, choices: RunChoices): Promise<void> {
  const { fileName } = await getImport(scope, id);
  await scope.write('clients.import', async (w) => {
    const changed = await w.tx
      .update(clientImports)
      .set({ ...choices, status: 'running', rowsDone: 0, failure: null })
      .where(
        and(
          eq(clientImports.id, id),
          inArray(clientImports.status, ['ready', 'failed']),
          isNotNull(clientImports.fileKey),
        ),
      )
      .returning({ id: clientImports.id });
    if (changed.length === 0) throw new AppError('conflict', 'clients.import.begun');
    w.enqueue('clients.import', { importId: id });
    w.about({ kind: 'client-import', id }, { fileName, duplicates: choices.duplicates });
  });
}

/** The file goes; what became of it stays in the list of imports. @throws AppError conflict while it runs */
export async function discardImport(scope: Scope, id: ImportId): Promise<void> {
  const { fileKey, fileName } = await getImport(scope, id);
  await scope.write('clients.import', async (w) => {
    const changed = await w.tx
      .update(clientImports)
      .set({ status: 'discarded', fileKey: null, report: null, finishedAt: scope.now })
      .where(and(eq(clientImports.id, id), inArray(clientImports.status, [...UNDECIDED])))
      .returning({ id: clientImports.id });
    if (changed.length === 0) throw new AppError('conflict', 'clients.import.begun');
    w.about({ kind: 'client-import', id }, { fileName });
  });
  if (fileKey !== null) await scope.files.remove(fileKey);
}

const KEPT_DAYS = 7;

/** Files that nobody came back for hold other people's addresses: they go after a week. */
export async function sweepImports(scope: Scope): Promise<void> {
  const before = new Date(scope.now.getTime() - KEPT_DAYS * 86_400_000);
  const old = await scope.db
    .select({ id: clientImports.id })
    .from(clientImports)
    .where(
      and(
        isNotNull(clientImports.fileKey),
        lt(clientImports.createdAt, before),
        inArray(clientImports.status, [...UNDECIDED]),
      ),
    );
  for (const { id } of old) await discardImport(scope, id);
}
