/** Who comes in. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { clients } from '#clients/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { portalLinks, portalLogins } from '#portal/schema.ts';

interface FoundLogin {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly language: string | null;
}

/** By the hash of its token; access that the studio has withdrawn ends at the next request. */
export const findLogin = prepared<{ hash: Uint8Array; now: string }, FoundLogin[]>('portal.find-login', (db) =>
  db
    .select({ id: portalLogins.id, clientId: portalLogins.clientId, name: clients.name, language: clients.language })
    .from(portalLogins)
    .innerJoin(clients, eq(clients.id, portalLogins.clientId))
    .where(
      and(
        eq(portalLogins.tokenHash, sql.placeholder('hash')),
        gt(portalLogins.expiresAt, sql`${sql.placeholder('now')}::timestamptz`),
        isNull(portalLogins.revokedAt),
        isNull(clients.archivedAt),
        eq(clients.portalAccess, true),
      ),
    ),
);

/**
 * Whose link it is, who keeps access until the transaction ends; null where the studio has taken it away. A link that is no
 * longer there was made void with the address it went to.
 */
export async function lockWelcomeClient(db: ReadDb, linkId: Id<'portal-link'>): Promise<Id<'client'> | null> {
  const [row] = await db
    .select({ id: clients.id })
    .from(clients)
    .innerJoin(portalLinks, eq(portalLinks.clientId, clients.id))
    .where(and(eq(portalLinks.id, linkId), isNull(clients.archivedAt), eq(clients.portalAccess, true)))
    .for('share', { of: clients });
  return row?.id ?? null;
}

/** Whom a link is for; null when the address was not known. */
export async function findLinkClient(db: ReadDb, linkId: Id<'portal-link'>) {
  const [row] = await db
    .select({ name: clients.name, email: clients.email, language: clients.language })
    .from(portalLinks)
    .innerJoin(clients, eq(clients.id, portalLinks.clientId))
    .where(eq(portalLinks.id, linkId));
  return row ?? null;
}
