/** Rows of a file → the table of clients. */
import { type SQL, sql } from 'drizzle-orm';
import { CLIENT_COLUMNS, type ClientColumn } from '#clients/import-export/columns.ts';
import type { ClientRow } from '#clients/imports/model.ts';
import type { ClientDetails } from '#clients/model.ts';
import { clients } from '#clients/schema.ts';
import type { ImportId } from '#platform/imports/model.ts';
import type { Write } from '#platform/scope.ts';

/** A company does not turn into a person because a file leaves its kind out or guesses it. */
const KEPT: ReadonlySet<ClientColumn> = new Set(['kind']);

/** By column name; what is not there is null in a new client and stays as it is in another. */
export function dataOf({ details, archivedAt, given }: ClientRow, isUpdate: boolean): Record<string, unknown> {
  const fields = isUpdate ? given.filter((field) => !KEPT.has(field)) : CLIENT_COLUMNS;
  const values: ClientDetails & { readonly archivedAt: string | null } = { ...details, archivedAt };
  return Object.fromEntries(
    fields.filter((field) => values[field] !== null).map((field) => [clients[field].name, values[field]]),
  );
}

const COLUMNS = CLIENT_COLUMNS.map((field) => sql.identifier(clients[field].name));
const COLUMN_LIST = sql.join(COLUMNS, sql`, `);
const STAGED_LIST = sql.join(
  COLUMNS.map((column) => sql`p.${column}`),
  sql`, `,
);

/** What a row does not say stays as it is. */
export async function writeRows(w: Write, staged: SQL, id: ImportId): Promise<void> {
  const now = w.now.toISOString();
  await w.tx.execute(sql`
    insert into clients (id, ${COLUMN_LIST}, import_id, created_at, updated_at)
    select r.target_id, ${STAGED_LIST}, ${id}::uuid, ${now}::timestamptz, ${now}::timestamptz
    from ${staged} r, jsonb_populate_record(null::clients, r.data) p
    where not r.is_update order by r.position`);
  await w.tx.execute(sql`
    update clients c set (${COLUMN_LIST}) = (select ${STAGED_LIST} from jsonb_populate_record(c, r.data) p),
      import_id = ${id}::uuid, updated_at = ${now}::timestamptz, revision = c.revision + 1
    from ${staged} r where r.is_update and c.id = r.target_id`);
}
