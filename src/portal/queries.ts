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

/** Whom a link is for; null when the address was not known. */
export async function findLinkClient(db: ReadDb, linkId: Id<'portal-link'>) {
  const [row] = await db
    .select({ name: clients.name, email: clients.email, language: clients.language })
    .from(portalLinks)
    .innerJoin(clients, eq(clients.id, portalLinks.clientId))
    .where(eq(portalLinks.id, linkId));
  return row ?? null;
}
