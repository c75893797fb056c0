/** What a client may see: their own sessions and their own invoices. Every query is bound to the client's id. */
import { and, asc, desc, eq, gte, inArray, isNotNull, lt } from 'drizzle-orm';
import { invoices } from '#invoicing/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';
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
        inArray(sessions.status, ['scheduled', 'confirmed', 'in_progress']),
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

export type PortalInvoice = Awaited<ReturnType<typeof listIssuedInvoices>>[number];

/** Drafts are the studio's business. */
export function listIssuedInvoices(db: ReadDb, clientId: ClientId) {
  return db
    .select(invoiceColumns)
    .from(invoices)
    .where(and(eq(invoices.clientId, clientId), isNotNull(invoices.issuedAt)))
    .orderBy(desc(invoices.issuedAt))
    .limit(200);
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
  return row ?? null;
}
