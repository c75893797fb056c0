/** Which clients the rows of a file would repeat. */
import { inArray, sql } from 'drizzle-orm';
import type { ClientRow } from '#clients/imports/model.ts';
import { phoneTail } from '#clients/model.ts';
import { clientImports } from '#clients/schema.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { Claim, Match } from '#platform/imports/definition.ts';
import { fault } from '#platform/imports/model.ts';

/** What the database says of one row. */
interface Found {
  /** The name as it is sorted by, for comparing rows among themselves. */
  readonly folded: string;
  readonly id: string | null;
  readonly name: string | null;
  /** Whether the client that is there already uses the row's address for the portal. */
  readonly hasPortal: boolean;
}

/**
 * The client that each row would repeat: the one with its e-mail address, else the one with its name and telephone number.
 * Without a number on either side the name counts only where there is no address either. Active clients come first.
 */
export async function matchRows(db: ReadDb, rows: readonly ClientRow[]): Promise<Match[]> {
  const asked = rows.map(({ details }, position) => ({
    position,
    name: details.name,
    email: details.email,
    tail: phoneTail(details.phone),
  }));
  const found = await readRows<Found>(
    db,
    sql`
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
    order by r.position`,
  );
  return found.map((one, index) => toMatch(one, rows[index]));
}

function toMatch(found: Found, row: ClientRow | undefined): Match {
  if (!row) throw new Error('more matches than rows');
  const known = found.id === null ? null : { id: found.id, name: found.name ?? '' };
  return { known, keys: keysOf(row, found), claim: portalClaim(row, found) };
}

/** The address, then the name with the number; the name alone only where there is no address. */
function keysOf({ details }: ClientRow, { folded }: Found): string[] {
  const tail = phoneTail(details.phone);
  const email = details.email === null ? [] : [`email ${details.email.toLowerCase()}`];
  return tail === '' && details.email !== null ? email : [...email, `name ${tail} ${folded}`];
}

/** Two clients may not enter the portal with one address. */
function portalClaim({ details, line, archivedAt }: ClientRow, { hasPortal }: Found): Claim | null {
  if (!details.portalAccess || details.email === null || archivedAt !== null) return null;
  const taken = fault(line, 'portalAccess', 'clients.error.portalEmailTaken');
  return { key: details.email.toLowerCase(), isTaken: hasPortal, fault: taken };
}

/** What the files of these imports are called. */
export function listFileNames(db: ReadDb, ids: readonly string[]) {
  return db
    .select({ id: clientImports.id, fileName: clientImports.fileName })
    .from(clientImports)
    .where(inArray(clientImports.id, ids as (typeof clientImports.$inferSelect)['id'][]));
}
