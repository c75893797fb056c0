/** Clients as a CSV file (RFC 4180) that a spreadsheet opens without running anything, and that an import reads back whole. */
import Papa from 'papaparse';
import { CLIENT_COLUMNS, type ClientColumn, isLineField } from '#clients/import-export/columns.ts';
import { encodeLines } from '#clients/import-export/lines.ts';
import type { Client } from '#clients/model.ts';
import { guard } from '#platform/imports/guard.ts';

/** The reader's words for codes and headings. */
export interface CsvWords {
  heading(field: ClientColumn): string;
  kind(kind: Client['kind']): string;
  gender(gender: NonNullable<Client['gender']>): string;
  yesNo(value: boolean): string;
}

/** Excel takes a file for Unicode only when it begins with this. */
export const BOM = '\ufeff';

function cellOf(client: Client, field: ClientColumn, words: CsvWords): string {
  if (isLineField(field)) return encodeLines(client[field]);
  if (field === 'kind') return words.kind(client.kind);
  if (field === 'isVip' || field === 'portalAccess') return words.yesNo(client[field]);
  if (field === 'gender') return client.gender === null ? '' : words.gender(client.gender);
  if (field === 'archivedAt') return client.archivedAt?.toISOString() ?? '';
  const value = client[field];
  if (field === 'defaultDepositPercent') return value === null ? '' : String(Number(value) / 100);
  return String(value ?? '');
}

/** Every cell in quotes: a program that splits at another separator than ours must not find a bare formula behind it. */
const write = (rows: string[][], delimiter: string) => Papa.unparse(rows, { delimiter, newline: '\r\n', quotes: true });

/** Without headings and BOM, so that a long list can be written piece by piece. */
export function csvRows(clients: readonly Client[], words: CsvWords, delimiter: string): string {
  const rows = clients.map((client) => CLIENT_COLUMNS.map((field) => guard(cellOf(client, field, words))));
  return rows.length === 0 ? '' : `${write(rows, delimiter)}\r\n`;
}

export function csvHead(words: CsvWords, delimiter: string): string {
  return `${BOM}${write([CLIENT_COLUMNS.map((field) => guard(words.heading(field)))], delimiter)}\r\n`;
}
