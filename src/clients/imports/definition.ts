/** Clients as the import engine needs to know them. */
import type { ClientRow, ClientSample } from '#clients/imports/model.ts';
import { matchRows } from '#clients/imports/queries.ts';
import { clientReading } from '#clients/imports/reading.ts';
import { dataOf, writeRows } from '#clients/imports/write-rows.ts';
import { clientImportRows, clientImports } from '#clients/schema.ts';
import type { ImportDefinition } from '#platform/imports/definition.ts';
import type { RawRow } from '#platform/imports/model.ts';
import { readerInThread } from '#platform/imports/reader.ts';

function show({ details: { name, kind, email, phone, city } }: ClientRow): ClientSample {
  return { name, kind, email, phone, city };
}

const SHOWN_SIGNS = 200;

function showRejected(values: RawRow['values']): ClientSample {
  const text = (field: string) => {
    const value = values[field];
    return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, SHOWN_SIGNS) : '';
  };
  const name = text('name') || [text('firstName'), text('lastName')].filter(Boolean).join(' ');
  return { name, kind: null, email: text('email'), phone: text('phone'), city: text('city') };
}

export const clientImport: ImportDefinition<ClientRow, ClientSample> = {
  ...clientReading,
  reader: readerInThread('clients'),
  match: matchRows,
  nameOf: ({ details }) => details.name,
  show,
  showRejected,
  imports: clientImports,
  rows: clientImportRows,
  folder: 'clients/imports',
  write: (scope, id, work) =>
    scope.write('clients.import', (w) =>
      work(w, (fact) => (fact ? w.about({ kind: 'client-import', id }, fact) : w.unchanged())),
    ),
  enqueue: (w, importId) => w.enqueue('clients.import', { importId }),
  dataOf,
  writeRows,
};
