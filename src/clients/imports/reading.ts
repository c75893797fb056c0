/** How files of clients are read. Threads load this and nothing of the database. */
import { CLIENT_COLUMNS } from '#clients/import-export/columns.ts';
import { checkRow } from '#clients/imports/check-row.ts';
import { HEADINGS, refineGuess } from '#clients/imports/headings.ts';
import type { ClientRow } from '#clients/imports/model.ts';
import { readCells } from '#clients/imports/read-values.ts';
import { readCard } from '#clients/imports/read-vcard.ts';
import type { ImportReading } from '#platform/imports/reading.ts';

export const clientReading: ImportReading<ClientRow> = {
  fields: CLIENT_COLUMNS.map((name) => ({
    name,
    label: `clients.field.${name}`,
    aliases: HEADINGS[name].split(','),
  })),
  keepsOthers: true,
  refineGuess,
  readCells,
  readCard,
  check: checkRow,
};
