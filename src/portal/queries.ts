/** Who comes in, and what they may see: their own sessions and their own invoices. Those queries are bound to the client's id. */
import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { clients } from '#clients/schema.ts';
import { amountDue, type InvoiceStatus, statusOf } from '#invoicing/model.ts';
import { invoices } from '#invoicing/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { portalLinks, portalLogins } from '#portal/schema.ts';
import { rooms } from '#rooms/schema.ts';
import { sessions } from '#sessions/schema.ts';

export type ClientId = Id<'client'>;

const sessionColumns = {
  id: sessions.id,
  title: sessions.title,
  status: sessions.status,
  startsAt: sessions.startsAt,
  endsAt: sessions.endsAt,
  roomName: rooms.name,
  roomColor: rooms.color,
} as const;

export type PortalSession = Awaited<ReturnType<typeof listComingSessions>>[number];

const ownSessions = (clientId: ClientId) => eq(sessions.clientId, clientId);

/** Those that are on or still to come, the next first; cancelled ones are left out. */
export function listComingSessions(db: ReadDb, clientId: ClientId, now: Date) {
  return db
    .select(sessionColumns)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .where(
      and(
        ownSessions(clientId),
        gte(sessions.endsAt, now),
        inArray(sessions.status, ['scheduled', 'confirmed', 'in-progress']),
      ),
    )
    .orderBy(asc(sessions.startsAt))
    .limit(100);
}

/** Over or cancelled, the latest first. */
export function listPastSessions(db: ReadDb, clientId: ClientId, now: Date): Promise<PortalSession[]> {
  return db
    .select(sessionColumns)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .where(and(ownSessions(clientId), lt(sessions.endsAt, now)))
    .orderBy(desc(sessions.startsAt))
    .limit(100);
}

const invoiceColumns = {
  id: invoices.id,
  kind: invoices.kind,
  number: invoices.number,
  currency: invoices.currency,
  issueDate: invoices.issueDate,
  dueDate: invoices.dueDate,
  gross: invoices.gross,
  paid: invoices.paid,
  credited: invoices.credited,
  issuedAt: invoices.issuedAt,
  sentAt: invoices.sentAt,
  paidAt: invoices.paidAt,
  overdueAt: invoices.overdueAt,
  cancelledAt: invoices.cancelledAt,
} as const;

type InvoiceRow = { readonly [Column in keyof typeof invoiceColumns]: (typeof invoices.$inferSelect)[Column] };

/** An issued document as its client sees it. */
export interface PortalInvoice
  extends Pick<InvoiceRow, 'id' | 'kind' | 'number' | 'currency' | 'issueDate' | 'dueDate' | 'gross' | 'paid'> {
  readonly status: InvoiceStatus;
  /** Minor units still to be paid: none for a credit note or a cancelled invoice. */
  readonly due: bigint;
}

function toPortalInvoice(row: InvoiceRow): PortalInvoice {
  const asks = row.kind === 'invoice' && row.cancelledAt === null;
  return { ...row, status: statusOf(row), due: asks ? amountDue(row) : 0n };
}

/** Drafts are the studio's business. */
export async function listIssuedInvoices(db: ReadDb, clientId: ClientId): Promise<PortalInvoice[]> {
  const rows = await db
    .select(invoiceColumns)
    .from(invoices)
    .where(and(eq(invoices.clientId, clientId), isNotNull(invoices.issuedAt)))
    .orderBy(desc(invoices.issuedAt))
    .limit(200);
  return rows.map(toPortalInvoice);
}

export async function findIssuedInvoice(
  db: ReadDb,
  clientId: ClientId,
  id: Id<'invoice'>,
): Promise<PortalInvoice | null> {
  const [row] = await db
    .select(invoiceColumns)
    .from(invoices)
    .where(and(eq(invoices.id, id), eq(invoices.clientId, clientId), isNotNull(invoices.issuedAt)));
  return row ? toPortalInvoice(row) : null;
}

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
