/** An import from upload to result. Nothing of a file is in the module's tables before all of it is. */
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { actorName } from '#platform/actor.ts';
import { newId } from '#platform/db/ids.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import type { ImportDefinition } from '#platform/imports/definition.ts';
import type { DuplicateChoice, GoodRow, ImportId, ImportMapping, ImportReport } from '#platform/imports/model.ts';
import { findImport, type ImportRecord, listForgotten, UNDECIDED } from '#platform/imports/queries.ts';
import type { Inspection } from '#platform/imports/reader.ts';
import { reportOn } from '#platform/imports/report.ts';
import type { Upload } from '#platform/imports/upload.ts';
import type { Result } from '#platform/refusal.ts';
import type { Scope } from '#platform/scope.ts';
import { readBytes } from '#platform/storage/files.ts';

/** Known from the id alone, so that a file can be deleted after its row has forgotten it. */
export function fileKeyOf({ folder }: Pick<ImportDefinition, 'folder'>, id: ImportId): string {
  return `${folder}/${id}`;
}

/** @throws AppError not-found */
export async function getImport<Shown extends object>(
  scope: Scope,
  { imports }: ImportDefinition<GoodRow, Shown>,
  id: ImportId,
): Promise<ImportRecord<Shown>> {
  const found = await findImport(scope.db, imports, id);
  if (!found) throw notFound();
  return found as ImportRecord<Shown>;
}

/** @throws AppError gone once the import is over and the file with it */
export async function readUpload(scope: Scope, { fileKey }: Pick<ImportRecord, 'fileKey'>): Promise<Uint8Array> {
  const file = fileKey === null ? null : await scope.files.get(fileKey);
  if (!file) throw new AppError('gone', 'platform.import.gone');
  return readBytes(file);
}

/** A vCard needs no mapping: its dry run is made at once. Refused: what would take too long to read. */
export async function uploadFile(
  scope: Scope,
  definition: ImportDefinition,
  { name, bytes }: Upload,
): Promise<Result<ImportId>> {
  const read = await readFirst(scope, definition, bytes);
  if (!read.ok) return read;
  const { isVcard, mapping, report } = read.value;
  const id = newId<'import'>();
  const fileKey = fileKeyOf(definition, id);
  await scope.files.put(fileKey, bytes, { contentType: isVcard ? 'text/vcard' : 'text/csv', fileName: name });
  await definition.write(scope, id, async (w, tell) => {
    await w.tx.insert(definition.imports).values({
      id,
      fileName: name,
      fileKey,
      format: isVcard ? 'vcard' : 'csv',
      status: report ? 'ready' : 'uploaded',
      mapping,
      report,
      rowsTotal: report?.total ?? 0,
      createdAt: scope.now,
      createdBy: actorName(scope.actor),
    });
    tell({ step: 'uploaded', fileName: name });
  });
  return { ok: true, value: id };
}

interface FirstReading extends Pick<Inspection, 'isVcard' | 'mapping'> {
  readonly report: ImportReport | null;
}

async function readFirst(scope: Scope, definition: ImportDefinition, bytes: Uint8Array): Promise<Result<FirstReading>> {
  const { reader } = definition;
  try {
    const { isVcard, refusal, mapping } = await reader.inspect(bytes);
    if (refusal) return { ok: false, refusal };
    const report = isVcard ? await reportOn(scope.db, definition, await reader.read(bytes, null)) : null;
    return { ok: true, value: { isVcard, mapping, report } };
  } catch (error) {
    // It took more time or memory than a thread may.
    if (!(error instanceof AppError && error.code === 'invalid')) throw error;
    return { ok: false, refusal: { kind: 'invalid', field: 'file', messageKey: error.messageKey } };
  }
}

/** Stores how the file is to be read, and what a dry run says of it. @throws AppError conflict once it has begun */
export async function mapColumns(
  scope: Scope,
  definition: ImportDefinition,
  id: ImportId,
  mapping: ImportMapping,
): Promise<void> {
  const { imports } = definition;
  const found = await getImport(scope, definition, id);
  const file = await definition.reader.read(await readUpload(scope, found), mapping);
  const report = await reportOn(scope.db, definition, file);
  await definition.write(scope, id, async (w, tell) => {
    const changed = await w.tx
      .update(imports)
      .set({ mapping, report, status: 'ready', rowsTotal: report.total })
      .where(and(eq(imports.id, id), inArray(imports.status, [...UNDECIDED])))
      .returning({ id: imports.id });
    if (changed.length === 0) throw new AppError('conflict', 'platform.import.begun');
    tell({ step: 'mapped', fileName: found.fileName });
  });
}

export interface RunChoices {
  readonly duplicates: DuplicateChoice;
  /** Whether rows with faults are left out; otherwise they keep the whole file out. */
  readonly leavesOut: boolean;
}

/** Hands the import to the worker. @throws AppError conflict when it is not ready, or has begun */
export async function startImport(
  scope: Scope,
  definition: ImportDefinition,
  id: ImportId,
  choices: RunChoices,
): Promise<void> {
  const { imports } = definition;
  const { fileName } = await getImport(scope, definition, id);
  await definition.write(scope, id, async (w, tell) => {
    const changed = await w.tx
      .update(imports)
      .set({ ...choices, status: 'running', rowsDone: 0, failure: null })
      .where(and(eq(imports.id, id), inArray(imports.status, ['ready', 'failed']), isNotNull(imports.fileKey)))
      .returning({ id: imports.id });
    if (changed.length === 0) throw new AppError('conflict', 'platform.import.begun');
    definition.enqueue(w, id);
    tell({ step: 'started', fileName, duplicates: choices.duplicates });
  });
}

/** The file goes; what became of it stays in the list of imports. @throws AppError conflict while it runs */
export async function discardImport(scope: Scope, definition: ImportDefinition, id: ImportId): Promise<void> {
  const { imports } = definition;
  const { fileKey, fileName } = await getImport(scope, definition, id);
  await definition.write(scope, id, async (w, tell) => {
    const changed = await w.tx
      .update(imports)
      .set({ status: 'discarded', fileKey: null, report: null, finishedAt: scope.now })
      .where(and(eq(imports.id, id), inArray(imports.status, [...UNDECIDED])))
      .returning({ id: imports.id });
    if (changed.length === 0) throw new AppError('conflict', 'platform.import.begun');
    tell({ step: 'discarded', fileName });
  });
  if (fileKey !== null) await scope.files.remove(fileKey);
}

const KEPT_DAYS = 7;

/** Forgotten files hold other people's data: they go after a week. */
export async function sweepImports(scope: Scope, definition: ImportDefinition): Promise<void> {
  const before = new Date(scope.now.getTime() - KEPT_DAYS * 86_400_000);
  for (const id of await listForgotten(scope.db, definition.imports, before))
    await discardImport(scope, definition, id);
}
