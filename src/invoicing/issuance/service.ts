/** From draft to document: parties frozen, number taken, all in one write. */
import { eq, sql } from 'drizzle-orm';
import { type PartyFacts, partiesOf } from '#invoicing/documents/model.ts';
import { getPartyFacts } from '#invoicing/documents/service.ts';
import { type Advice, adviceOn, type Obstacle, obstaclesTo } from '#invoicing/issuance/model.ts';
import { formatNumber, type Invoice, type InvoiceId, type InvoiceKind, SERIES_PREFIX } from '#invoicing/model.ts';
import { invoiceSeries, invoices } from '#invoicing/schema.ts';
import { applyBalance, getInvoice, lockDraft } from '#invoicing/service.ts';
import { actorUserId } from '#platform/actor.ts';
import { addDays, localDay } from '#platform/format/zoned.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Scope, Write } from '#platform/scope.ts';
import type { VatRegime } from '#studios/model.ts';

export interface Readiness {
  readonly obstacles: readonly Obstacle[];
  readonly advice: readonly Advice[];
  /** Of the studio. */
  readonly regime: VatRegime;
}

/** What is missing before a draft can be issued. */
export async function checkReadiness(scope: Scope, invoice: Invoice): Promise<Readiness> {
  return readinessOf(invoice, await getPartyFacts(scope, invoice));
}

/** The same, for who knows the parties already. */
export function readinessOf(invoice: Invoice, { profile, client }: PartyFacts): Readiness {
  return { obstacles: obstaclesTo({ invoice, profile, client }), advice: adviceOn(client), regime: profile.vatRegime };
}

/**
 * @returns the number
 * @throws AppError not-found · conflict once it is issued · invalid while something is missing
 */
export async function issueInvoice(scope: Scope, id: InvoiceId): Promise<string> {
  return scope.write('invoicing.issue', async (w) => {
    const held = await lockDraft(w, id);
    const invoice = await getInvoice(w, id);
    const facts = await getPartyFacts(w, invoice);
    if (obstaclesTo({ invoice, ...facts }).length > 0) throw new AppError('invalid', 'invoicing.error.incomplete');
    const { number, issuedAt, issueDate } = await takeNumber(w, invoice.kind, scope.now);
    await w.tx
      .update(invoices)
      .set({
        number,
        issuedAt,
        issuedBy: actorUserId(scope.actor),
        issueDate,
        dueDate: addDays(issueDate, facts.profile.paymentDays),
        ...partiesOf(facts, invoice.locale),
      })
      .where(eq(invoices.id, id));
    // What comes to nothing is paid from the start.
    if (invoice.gross === 0n) await applyBalance(w, held, { paid: 0n }, issuedAt);
    w.about({ kind: 'invoice', id }, { number }, { clientId: held.clientId });
    return number;
  });
}

export interface TakenNumber {
  readonly number: string;
  readonly issuedAt: Date;
  /** The studio's local day. */
  readonly issueDate: string;
}

/**
 * The next number of the series of the studio's year. The row stays locked until the transaction ends, so that a rollback
 * gives the number back before anybody can take the next; the time of issue is never before that of the previous number.
 */
export async function takeNumber(w: Write, kind: InvoiceKind, now: Date): Promise<TakenNumber> {
  const { timeZone } = w.studio;
  const year = Number(localDay(now, timeZone).slice(0, 4));
  const [series] = await w.tx
    .insert(invoiceSeries)
    .values({ prefix: SERIES_PREFIX[kind], year, lastNumber: 1, lastIssuedAt: now })
    .onConflictDoUpdate({
      target: [invoiceSeries.prefix, invoiceSeries.year],
      set: {
        lastNumber: sql`${invoiceSeries.lastNumber} + 1`,
        lastIssuedAt: sql`greatest(${invoiceSeries.lastIssuedAt}, excluded.last_issued_at)`,
      },
    })
    .returning({ lastNumber: invoiceSeries.lastNumber, issuedAt: invoiceSeries.lastIssuedAt });
  if (!series) throw new Error('the series gave no number');
  const { lastNumber, issuedAt } = series;
  return { number: formatNumber(kind, year, lastNumber), issuedAt, issueDate: localDay(issuedAt, timeZone) };
}
