/** A file of clients on its way in: what is known about it at each step. */

import type { ClientColumn } from '#clients/import-export/fields.ts';
import type { ClientDetails, ClientKind } from '#clients/model.ts';
import type { Id } from '#platform/db/ids.ts';

export type ImportId = Id<'clientImport'>;

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What a column is: one of our fields, a fact under its own heading, or nothing that we want. */
export type ColumnTarget = ClientColumn | 'custom' | '';

export interface ImportMapping {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly hasHeadings: boolean;
  readonly columns: readonly ColumnTarget[];
}

/** What to do with a row whose client is there already. */
export const DUPLICATE_CHOICES = ['skip', 'update', 'create'] as const;
export type DuplicateChoice = (typeof DUPLICATE_CHOICES)[number];

/** More than a studio has clients; a file beyond it is a mistake or somebody else's. */
export const MOST_ROWS = 20_000;

/** Something that keeps one row out. */
export interface Fault {
  /** In the file, from 1. */
  readonly line: number;
  readonly field: ClientColumn | null;
  /** Message key and values: the file may be read in another language later. */
  readonly message: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A row as it was read, before anybody asked whether it makes sense. */
export interface RawRow {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly Fault[];
}

/** A row that can be written. */
export interface GoodRow {
  readonly line: number;
  readonly details: ClientDetails;
  readonly archivedAt: string | null;
  /** Fields that the file says something about: an update changes no others. */
  readonly given: readonly ClientColumn[];
}

/** The client that a row would repeat: one that we have, or one of an earlier line. */
export interface Twin {
  readonly id: Id<'client'>;
  readonly name: string;
  /** Line in the same file; null for a client that we have. */
  readonly line: number | null;
}

export interface SampleRow {
  readonly line: number;
  readonly name: string;
  readonly kind: ClientKind | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly twin: Twin | null;
  readonly isFaulty: boolean;
}

/** What a dry run found. Lists are cut; counts are not. */
export interface ImportReport {
  readonly total: number;
  readonly fresh: number;
  readonly repeated: number;
  readonly faulty: number;
  readonly sample: readonly SampleRow[];
  readonly faults: readonly Fault[];
  readonly faultCount: number;
}

export function fault(line: number, field: ClientColumn | null, message: string, values: Fault['values'] = {}): Fault {
  return { line, field, message, values };
}

/** How many clients a choice makes, changes and leaves alone. */
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
