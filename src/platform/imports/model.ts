/** A file on its way in: what is known about it at each step. Ids and fields are strings here; what they mean the definition knows. */
import type { Id } from '#platform/db/ids.ts';

export type ImportId = Id<'import'>;

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A column that is kept under its own heading, where the definition takes such columns. */
export const OTHER_COLUMN = 'custom';

export interface ImportMapping {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly hasHeadings: boolean;
  /** For each column the name of a field, `OTHER_COLUMN`, or nothing for a column that is left out. */
  readonly columns: readonly string[];
}

/** What to do with a row that repeats something: leave that as it is, change it, or make another one. */
export const DUPLICATE_CHOICES = ['skip', 'update', 'create'] as const;
export type DuplicateChoice = (typeof DUPLICATE_CHOICES)[number];

/** Rows are planned in memory; a longer file is to be split. */
export const MOST_ROWS = 20_000;

/** Blank ones and those inside of cells included. */
export const MOST_LINES = 500_000;

/** Something that keeps one row out. */
export interface Fault {
  /** In the file, from 1. */
  readonly line: number;
  readonly field: string | null;
  /** Message key and values: the file may be read in another language later. */
  readonly message: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export function fault(line: number, field: string | null, message: string, values: Fault['values'] = {}): Fault {
  return { line, field, message, values };
}

/** A row as it was read, before it is checked. */
export interface RawRow {
  readonly line: number;
  /** By field. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly Fault[];
}

/** A row that can be written; a definition adds what it is made of. */
export interface GoodRow {
  readonly line: number;
}

/** What a row would repeat: something that we have, or an earlier row. */
export interface Twin {
  readonly id: string;
  readonly name: string;
  /** Line in the same file; null for what we have. */
  readonly line: number | null;
}

/** @typeParam Shown what the preview shows of a row */
export type SampleRow<Shown extends object = object> = Shown & {
  readonly line: number;
  readonly twin: Twin | null;
  readonly isFaulty: boolean;
};

/** What a dry run found. Lists are cut; counts are not. */
export interface ImportReport<Shown extends object = object> {
  readonly total: number;
  readonly fresh: number;
  readonly repeated: number;
  readonly faulty: number;
  readonly sample: readonly SampleRow<Shown>[];
  readonly faults: readonly Fault[];
  readonly faultCount: number;
}

/** How many a choice makes, changes and leaves alone. */
export interface Forecast {
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
}

export function forecasts({ fresh, repeated }: ImportReport): Readonly<Record<DuplicateChoice, Forecast>> {
  return {
    skip: { created: fresh, updated: 0, skipped: repeated },
    update: { created: fresh, updated: repeated, skipped: 0 },
    create: { created: fresh + repeated, updated: 0, skipped: 0 },
  };
}

/** A column as the mapping page shows it. */
export interface SampleColumn {
  /** Null where the file has no headings. */
  readonly heading: string | null;
  readonly values: readonly string[];
}

/** What the audit trail says of an import at each of its steps. */
export type ImportFact = { readonly fileName: string } & (
  | { readonly step: 'uploaded' | 'mapped' | 'discarded' }
  | { readonly step: 'started'; readonly duplicates: DuplicateChoice }
  | ({ readonly step: 'imported' } & Readonly<Record<'created' | 'updated' | 'skipped' | 'faulty', number>>)
  | { readonly step: 'failed'; readonly failure: string }
);
