/** What is known about imports, and which clients the rows of a file would repeat. */
import { desc, eq, sql } from 'drizzle-orm';
import type { GoodRow, ImportId } from '#clients/imports/model.ts';
import { type ClientId, phoneTail } from '#clients/model.ts';
import { clientImports } from '#clients/schema.ts';
import type { ReadDb } from '#platform/db/types.ts';

export type ClientImport = typeof clientImports.$inferSelect;

export async function findImport(db: ReadDb, id: ImportId): Promise<ClientImport | null> {
  const [found] = await db.select().from(clientImports).where(eq(clientImports.id, id));
  return found ?? null;
}

const MOST_IMPORTS = 20;

export interface ImportLine
  extends Pick<
    ClientImport,
    'id' | 'fileName' | 'status' | 'createdAt' | 'createdBy' | 'rowsCreated' | 'rowsUpdated'
  > {}

export function listImports(db: ReadDb): Promise<ImportLine[]> {
  return db
    .select({
      id: clientImports.id,
      fileName: clientImports.fileName,
      status: clientImports.status,
      createdAt: clientImports.createdAt,
      createdBy: clientImports.createdBy,
      rowsCreated: clientImports.rowsCreated,
      rowsUpdated: clientImports.rowsUpdated,
    })
    .from(clientImports)
    .orderBy(desc(clientImports.id))
    .limit(MOST_IMPORTS);
}

/** What the database says of one row. */
export interface Match {
  /** The name as it is sorted by, for comparing rows among themselves. */
  readonly folded: string;
  readonly id: ClientId | null;
  readonly name: string | null;
  /** Whether the client that is there already uses the row's address for the portal. */
  readonly hasPortal: boolean;
}

/**
 * The client that each row would repeat: the one with its e-mail address, else the one with its name and telephone number.
 * Without a number on either side the name counts only where there is no address either. Active clients come first.
 */
export async function matchRows(db: ReadDb, rows: readonly GoodRow[]): Promise<Match[]> {
  const asked = rows.map(({ details }, position) => ({
    position,
    name: details.name,
    email: details.email,
    tail: phoneTail(details.phone),
  }));
  const found = await db.execute(sql`
    select fold(r.name) as folded, m.id, m.name, coalesce(m.portal_access and m.archived_at is null and m.email = r.email::citext, false) as "hasPortal"
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as r (position int, name text, email text, tail text)
    left join lateral (
      (select c.id, c.name, c.email, c.portal_access, c.archived_at from clients c where c.email = r.email::citext
        order by c.archived_at is not null, not c.portal_access, c.id limit 1)
      union all
      (select c.id, c.name, c.email, c.portal_access, c.archived_at from clients c where c.sort_name = fold(r.name)
        and case when r.tail = '' then c.phone is null and c.email is null and r.email is null
          else right(regexp_replace(c.phone, '[^0-9]', '', 'g'), 9) = r.tail end
        order by c.archived_at is not null, c.id limit 1)
      limit 1
    ) m on true
    order by r.position`);
  return found as unknown as Match[];
}
