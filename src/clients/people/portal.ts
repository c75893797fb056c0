/** Whom a client has who could enter the portal for it. */
import { sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { PortalRight } from '#platform/scope.ts';

interface PortalPerson {
  readonly name: string;
  readonly email: string | null;
  readonly isOpen: boolean;
  readonly rights: readonly PortalRight[];
  /** Not one of its contacts. */
  readonly isClient: boolean;
}

/** A company is no person. */
export async function findPortalPerson(db: ReadDb, clientId: ClientId, id: string): Promise<PortalPerson | null> {
  const [person] = await readRows<PortalPerson>(
    db,
    sql`
    select c.name, c.email, c.portal_access as "isOpen", to_jsonb(c.portal_rights) as rights, true as "isClient"
    from clients c where c.id = ${clientId}::uuid and c.id = ${id}::uuid and c.kind = 'person'
    union all
    select coalesce(nullif(concat_ws(' ', k.first_name, k.last_name), ''), k.email::text, k.phone), k.email,
      k.portal_access, to_jsonb(k.portal_rights), false
    from client_contacts k where k.client_id = ${clientId}::uuid and k.id = ${id}::uuid`,
  );
  return person ?? null;
}
