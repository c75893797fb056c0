/**
 * What a module says about its things so that files of them can be imported. The engine does the rest: it reads the file,
 * proposes which column is what, checks and compares rows, reports on them, and writes them in one transaction.
 */
import type { SQL } from 'drizzle-orm';
import type { ReadDb } from '#platform/db/types.ts';
import type { Fault, GoodRow, ImportFact, ImportId, RawRow } from '#platform/imports/model.ts';
import type { FileReader } from '#platform/imports/reader.ts';
import type { ImportReading } from '#platform/imports/reading.ts';
import type { ImportRowTable, ImportTable } from '#platform/imports/tables.ts';
import type { Scope, Write } from '#platform/scope.ts';

/** Something that only one may have, such as an address to sign in with. It concerns rows that make something new. */
export interface Claim {
  readonly key: string;
  /** By something that we have. */
  readonly isTaken: boolean;
  /** Reported when it is taken, here or by an earlier row. */
  readonly fault: Fault;
}

/** What a row has to do with others. */
export interface Match {
  /** What we have already that the row repeats. */
  readonly known: { readonly id: string; readonly name: string } | null;
  /** Two rows of a file with the same key are about one record; earlier keys count before later ones. */
  readonly keys: readonly string[];
  readonly claim: Claim | null;
}

/** What rows have to do with what we have, and how they are shown. */
interface ImportMatching<Row extends GoodRow, Shown extends object> {
  /** One match for each row, in their order. */
  match(db: ReadDb, rows: readonly Row[]): Promise<readonly Match[]>;
  nameOf(row: Row): string;
  /** For the preview. */
  show(row: Row): Shown;
  /** For the preview: a row with faults, as far as it could be read. */
  showRejected(values: RawRow['values']): Shown;
}

/** From rows to the module's own tables. */
interface ImportWriting<Row extends GoodRow> {
  readonly imports: ImportTable;
  readonly rows: ImportRowTable;
  /** Where its files lie in the studio's storage. */
  readonly folder: string;
  /** One write under the module's own action, about the import `id` with the fact that `tell` is given; null: nothing to tell. */
  write<T>(
    scope: Scope,
    id: ImportId,
    work: (w: Write, tell: (fact: ImportFact | null) => void) => Promise<T>,
  ): Promise<T>;
  /** Hands the import to the module's job, which calls `runImport`. */
  enqueue(w: Write, id: ImportId): void;
  /** Values to write, as JSON; for an update only those that the row has. A later row about the same record overrides it. */
  dataOf(row: Row, isUpdate: boolean): Readonly<Record<string, unknown>>;
  /**
   * Writes some of the rows. Everything is written in one transaction, in a few calls.
   * @param staged a subquery with the columns `position`, `target_id`, `is_update` and `data`; positions follow the file
   */
  writeRows(w: Write, staged: SQL, id: ImportId): Promise<void>;
}

export interface ImportDefinition<Row extends GoodRow = GoodRow, Shown extends object = object>
  extends Pick<ImportReading<Row>, 'fields' | 'keepsOthers'>,
    ImportMatching<Row, Shown>,
    ImportWriting<Row> {
  readonly reader: FileReader;
}
