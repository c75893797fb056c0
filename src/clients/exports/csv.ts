/** Clients as a CSV file (RFC 4180) that a spreadsheet opens without running anything, and that an import reads back whole. */
import { CLIENT_COLUMNS, type ClientColumn, isLineField } from '#clients/import-export/columns.ts';
import { encodeLines } from '#clients/import-export/lines.ts';
import type { Client } from '#clients/model.ts';
import { BOM, type CsvStyle, csvText } from '#platform/exports/csv.ts';

/** The reader's words for codes and headings. */
export interface CsvWords {
  heading(field: ClientColumn): string;
  kind(kind: Client['kind']): string;
  gender(gender: NonNullable<Client['gender']>): string;
  yesNo(value: boolean): string;
}

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

/** Without headings and BOM, so that a long list can be written piece by piece. */
export function csvRows(clients: readonly Client[], words: CsvWords, style: CsvStyle): string {
  return csvText(
    clients.map((client) => CLIENT_COLUMNS.map((field) => cellOf(client, field, words))),
    style,
  );
}

export function csvHead(words: CsvWords, style: CsvStyle): string {
  return BOM + csvText([CLIENT_COLUMNS.map((field) => words.heading(field))], style);
}
