/**
 * What a module says about its things so that files of them can be imported. The engine does the rest: it reads the file,
 * proposes which column is what, checks and compares rows, reports on them, and writes them in one transaction.
 */
import type { SQL } from 'drizzle-orm';
import type { ReadDb } from '#platform/db/types.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { ParsedCard } from '#platform/imports/cards.ts';
import type { Fault, GoodRow, ImportFact, ImportId, RawRow } from '#platform/imports/model.ts';
import type { ImportRowTable, ImportTable } from '#platform/imports/tables.ts';
import type { Scope, Write } from '#platform/scope.ts';

export interface ImportField {
  readonly name: string;
  readonly label: MessageKey;
  /** Headings under which files have it, in any language. Where two fields share a heading, the first one gets it. */
  readonly aliases: readonly string[];
}

/** A row of a CSV under its mapping. */
export interface MappedCells {
  readonly line: number;
  /** By field; a cell that is empty or cannot be stored is not there. */
  readonly cells: Readonly<Record<string, string>>;
  /** Columns that are kept under their own headings. */
  readonly others: readonly { readonly label: string; readonly value: string }[];
}

export type CheckedRow<Row extends GoodRow> = { readonly good: Row } | { readonly faults: readonly Fault[] };

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

/** From cells to rows that can be written. */
interface ImportReading<Row extends GoodRow, Shown extends object> {
  readonly fields: readonly ImportField[];
  /** Whether a column without a field may be kept under its own heading. */
  readonly keepsOthers: boolean;
  /** Has the last word on what the headings mean; null where no field is meant. */
  refineGuess?(fields: readonly (string | null)[], headings: readonly string[]): readonly (string | null)[];
  /** Words of the file → what the check expects. */
  readCells(row: MappedCells): RawRow;
  /** Only where vCards make sense. */
  readCard?(card: ParsedCard): RawRow;
  /** The same rules as those of the form, so that nothing gets in by a file that could not be typed. */
  check(raw: RawRow): CheckedRow<Row>;
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
  extends ImportReading<Row, Shown>,
    ImportWriting<Row> {}
