/** The part of a definition that threads load: how cells and cards become rows. */
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { ParsedCard } from '#platform/imports/cards.ts';
import type { Fault, GoodRow, RawRow } from '#platform/imports/model.ts';

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

/** From cells to rows that can be written: pure, and carried out in a thread of its own. */
export interface ImportReading<Row extends GoodRow = GoodRow> {
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
}
