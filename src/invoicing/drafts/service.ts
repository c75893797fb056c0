/** What has no number may still become anything, or go. */
import { eq } from 'drizzle-orm';
import { linesOfSession, suppliedDays } from '#invoicing/drafts/model.ts';
import type { DraftDetails, DraftInput } from '#invoicing/input.ts';
import { writeLines } from '#invoicing/lines/service.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { clientLanguage, findOfSession } from '#invoicing/queries.ts';
import { invoices } from '#invoicing/schema.ts';
import { lockDraft } from '#invoicing/service.ts';
import { actorUserId } from '#platform/actor.ts';
import { newId } from '#platform/db/ids.ts';
import { AppError } from '#platform/http/errors.ts';
import { isLocale } from '#platform/i18n/locale.ts';
import { type Result, refuse, tryWrite, type Violations } from '#platform/refusal.ts';
import type { Scope, Write, WriteOf } from '#platform/scope.ts';
import type { BillableSession, SessionId } from '#sessions/model.ts';
import { getBillableSession } from '#sessions/service.ts';
import { getProfile } from '#studios/service.ts';

/** The invoice that bills the session already. */
interface Billed {
  readonly billedBy: InvoiceId;
}

/** The database lets one invoice bill a session, however many are asked for at once. */
function draftViolations(sessionId: SessionId | null): Violations<Billed> {
  const taken = { kind: 'conflict', field: null, messageKey: 'invoicing.error.sessionInvoiced' } as const;
  const load = async ({ db }: Scope) => {
    const other = sessionId && (await findOfSession(db, sessionId));
    if (!other) throw new AppError('conflict', taken.messageKey);
    return { billedBy: other.id };
  };
  return { invoices_session_once: { ...taken, load } };
}

/**
 * With the lines that a session was priced in; without one it begins empty. Who pays may be another than who came.
 * Refused for a client that is not here, or a session that was invoiced. @throws AppError not-found for the session
 */
export function createDraft(scope: Scope, input: DraftInput): Promise<Result<InvoiceId, Billed>> {
  const { clientId, sessionId = null } = input;
  const work = async (w: WriteOf<'invoicing.create'>) => {
    const id = newId<'invoice'>();
    const client = await clientLanguage(w.db, { id: clientId });
    if (client.length === 0)
      refuse({ kind: 'invalid', field: 'clientId', messageKey: 'invoicing.error.unknownClient' });
    const session = sessionId && (await getBillableSession(w, sessionId));
    const locale = isLocale(client[0]?.language) ? client[0].language : scope.studio.locale;
    const { currency, timeZone } = scope.studio;
    const draft = { id, kind: 'invoice', clientId, sessionId, currency, locale } as const;
    const supplied = session ? suppliedDays(session, timeZone) : {};
    const created = { createdAt: scope.now, createdBy: actorUserId(scope.actor) };
    await w.tx.insert(invoices).values({ ...draft, ...supplied, ...created });
    if (session) await billSession(w, draft, session);
    w.about({ kind: 'invoice', id }, sessionId ? { sessionId } : {}, { clientId });
    return id;
  };
  return tryWrite(scope, 'invoicing.create', work, draftViolations(sessionId));
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
