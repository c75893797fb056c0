/** What has no number may still become anything, or go. */
import { eq } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { linesOfSession, suppliedDays } from '#invoicing/drafts/model.ts';
import { writeLines } from '#invoicing/lines/service.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { clientLanguage, findOfSession } from '#invoicing/queries.ts';
import { invoices } from '#invoicing/schema.ts';
import { lockDraft } from '#invoicing/service.ts';
import { isViolation } from '#platform/db/errors.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { LocalDay } from '#platform/format/zoned.ts';
import { Refusal } from '#platform/http/errors.ts';
import { isLocale } from '#platform/i18n/locale.ts';
import type { Scope, Write } from '#platform/scope.ts';
import type { BillableSession, SessionId } from '#sessions/model.ts';
import { getBillableSession } from '#sessions/service.ts';
import { getProfile } from '#studios/service.ts';

export interface DraftInput {
  readonly clientId: ClientId;
  readonly sessionId?: SessionId | null;
}

/** The session is on another invoice already. */
export class SessionInvoiced extends Refusal {
  readonly invoiceId: InvoiceId;

  constructor(invoiceId: InvoiceId) {
    super('conflict', 'sessionId', 'invoicing.error.sessionInvoiced');
    this.invoiceId = invoiceId;
  }
}

/**
 * With the lines that a session was priced in; without one it begins empty. Who pays may be another than who came.
 * @throws Refusal for a client that is not here · SessionInvoiced · AppError not-found for a session that is not here
 */
export async function createDraft(scope: Scope, { clientId, sessionId = null }: DraftInput): Promise<InvoiceId> {
  const id = newId<'invoice'>();
  const work = scope.write('invoicing.create', async (w) => {
    const client = await clientLanguage(w.db, { id: clientId });
    if (client.length === 0) throw new Refusal('invalid', 'clientId', 'invoicing.error.unknownClient');
    const session = sessionId && (await getBillableSession(w, sessionId));
    const locale = isLocale(client[0]?.language) ? client[0].language : scope.studio.locale;
    const { currency, timeZone } = scope.studio;
    const draft = { id, kind: 'invoice', clientId, sessionId, currency, locale } as const;
    const supplied = session ? suppliedDays(session, timeZone) : {};
    await w.tx.insert(invoices).values({ ...draft, ...supplied, createdAt: scope.now, createdBy: authorOf(scope) });
    if (session) await billSession(w, draft, session);
    w.about({ kind: 'invoice', id }, sessionId ? { sessionId } : {}, { clientId });
    return id;
  });
  return work.catch((error: unknown) => existingDraftOr(scope, sessionId, error));
}

async function billSession(
  w: Write,
  draft: Pick<typeof invoices.$inferInsert, 'id' | 'currency' | 'locale'>,
  session: BillableSession,
): Promise<void> {
  const { vatRegime } = await getProfile(w);
  const { currency, locale } = draft;
  await writeLines(w, draft, linesOfSession(session, { locale, currency, timeZone: w.studio.timeZone, vatRegime }));
}

/** The database lets one invoice bill a session, however many are asked for at once. */
async function existingDraftOr(scope: Scope, sessionId: SessionId | null, error: unknown): Promise<never> {
  if (!sessionId || !isViolation(error, 'unique', 'invoices_session_once')) throw error;
  const other = await findOfSession(scope.db, sessionId);
  throw other ? new SessionInvoiced(other.id) : error;
}

function authorOf({ actor }: Scope): Id<'user'> | null {
  return actor.kind === 'user' ? (actor.id as Id<'user'>) : null;
}

export interface DraftDetails {
  readonly notes: string;
  readonly exemption: string;
  readonly suppliedFrom: LocalDay | null;
  readonly suppliedTo: LocalDay | null;
}

/** @throws AppError not-found · conflict once it is issued */
export async function updateDraft(scope: Scope, id: InvoiceId, details: DraftDetails): Promise<void> {
  await scope.write('invoicing.update', async (w) => {
    const { clientId } = await lockDraft(w, id);
    await w.tx.update(invoices).set(details).where(eq(invoices.id, id));
    w.about({ kind: 'invoice', id }, {}, { clientId });
  });
}

/** It never had a number, so that none is missing afterwards. @throws AppError not-found · conflict once it is issued */
export async function removeDraft(scope: Scope, id: InvoiceId): Promise<void> {
  await scope.write('invoicing.delete', async (w) => {
    const { clientId } = await lockDraft(w, id);
    await w.tx.delete(invoices).where(eq(invoices.id, id));
    w.about({ kind: 'invoice', id }, {}, { clientId });
  });
}
