/** A client pays by card. What charges and what settles are apart: any answer may be lost, late, or come twice. */
import { and, eq, inArray } from 'drizzle-orm';
import { amountDue, type InvoiceId } from '#invoicing/model.ts';
import { getPayableInvoice, lockIssued } from '#invoicing/service.ts';
import { type Charge, callGateway, type Gateway } from '#payments/gateway/gateway.ts';
import { localGateway } from '#payments/gateway/local.ts';
import { type Checkout, type CheckoutFailure, type CheckoutId, isGivenUp, nextAsk } from '#payments/model.ts';
import type { CheckoutPaths } from '#payments/paths.ts';
import { findCheckout, findCurrentCheckout, listUnanswered } from '#payments/queries.ts';
import { checkouts, payments } from '#payments/schema.ts';
import { bookPayment } from '#payments/service.ts';
import { newId } from '#platform/db/ids.ts';
import { localDay } from '#platform/format/zoned.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import type { Actor, Scope, Write, WriteOf } from '#platform/scope.ts';

/** The one that charges cards here. */
const gateway: Gateway = localGateway;

/**
 * Begins to pay what is due, or takes up the attempt that is under way: an invoice has one at most.
 * @returns where the client goes on
 * @throws AppError not-found for what is not the client's own · conflict when nothing is due
 */
export async function startCheckout(scope: Scope, invoiceId: InvoiceId, paths: CheckoutPaths): Promise<string> {
  const { clientId } = await getPayableInvoice(scope, invoiceId);
  const checkout = await scope.write('payments.start', async (w) => {
    const invoice = await lockIssued(w, invoiceId);
    w.about({ kind: 'invoice', id: invoiceId }, { number: invoice.number ?? '' }, { clientId });
    const current = await findCurrentCheckout(w.db, invoiceId);
    if (current?.status === 'pending') return current;
    const { currency } = invoice;
    const amount = amountDue(invoice);
    if (current?.amount === amount) return current;
    if (current) await closeCheckout(w, current.id, 'replaced', scope.now);
    if (amount === 0n) throw new AppError('conflict', 'payments.error.nothingDue');
    const id = newId<'checkout'>();
    const row = { id, invoiceId, clientId, amount, currency, gateway: gateway.name };
    await w.tx.insert(checkouts).values({ ...row, createdAt: scope.now });
    return await getCheckout(w, id);
  });
  return callGateway(() => gateway.createCheckout(scope, checkout, paths), { tries: 2 });
}

/** A client's own; by a link, those of the invoice that it opens. @throws AppError not-found */
export async function getCheckout(scope: Scope, id: CheckoutId): Promise<Checkout> {
  const checkout = await findCheckout(scope.db, id);
  if (!checkout || isForeign(scope.actor, checkout)) throw notFound();
  return checkout;
}

function isForeign(actor: Actor, { clientId, invoiceId }: Checkout): boolean {
  if (actor.kind !== 'client') return false;
  return actor.id !== clientId || (actor.only !== undefined && actor.only.id !== invoiceId);
}

/**
 * Before a card is charged: the invoice is held, so that nothing else settles it meanwhile, and the attempt is marked.
 * @returns false when it is not to be charged: it was before, or what is due has changed
 */
export async function claimCharge(scope: Scope, id: CheckoutId): Promise<boolean> {
  const { invoiceId, amount } = await getCheckout(scope, id);
  return scope.write('payments.charge', async (w) => {
    const invoice = await lockIssued(w, invoiceId);
    const { status, clientId } = await getCheckout(w, id);
    w.about({ kind: 'invoice', id: invoiceId }, { number: invoice.number ?? '' }, { clientId });
    if (status !== 'open') return false;
    if (amountDue(invoice) !== amount) {
      await closeCheckout(w, id, 'amount-changed', scope.now);
      return false;
    }
    await askLater(w, id, { chargedAt: scope.now, now: scope.now });
    return true;
  });
}

/** The process may die while charging: from the first moment on it is known when to ask what became of the charge. */
async function askLater(w: Write, id: CheckoutId, { chargedAt, now }: { chargedAt: Date; now: Date }): Promise<void> {
  const askAt = nextAsk(chargedAt, now);
  await w.tx.update(checkouts).set({ status: 'pending', chargedAt, askAt }).where(eq(checkouts.id, id));
  w.enqueue('payments.ask-gateway', { checkoutId: id }, { notBefore: askAt });
}

/** Carries out what the gateway said, by whatever way it said it, however often. @throws AppError not-found · invalid */
export async function settleCharge(scope: Scope, charge: Charge): Promise<void> {
  const { checkoutId, outcome, failure } = charge;
  if (outcome === 'pending') return;
  if (outcome === 'failed') return giveUp(scope, checkoutId, failure ?? 'declined');
  await scope.write('payments.settle', async (w) => {
    const isFirst = await settleCheckout(w, await getCheckout(w, checkoutId), charge);
    if (!isFirst) w.unchanged();
  });
}

/**
 * Turns a charge into a payment. The unique key on `payments.checkout_id` is what makes it one: the second of two at once waits
 * for the first and then finds it done. A charge counts even if we had given it up, or if the invoice was paid meanwhile.
 * @returns whether it was this call that did it
 */
async function settleCheckout(w: WriteOf<'payments.settle'>, checkout: Checkout, charge: Charge): Promise<boolean> {
  const { checkoutId, reference, amount, currency } = charge;
  if (amount !== checkout.amount || currency !== checkout.currency)
    throw new AppError('invalid', 'payments.error.otherAmount');
  const { invoiceId, clientId } = checkout;
  const receivedOn = localDay(w.now, w.studio.timeZone);
  const row = { id: newId<'payment'>(), invoiceId, checkoutId, amount, currency, receivedOn, reference, note: '' };
  const payment = { ...row, method: 'card' } as const;
  const added = await w.tx
    .insert(payments)
    .values({ ...payment, clientId, createdAt: w.now })
    .onConflictDoNothing()
    .returning({ id: payments.id });
  if (added.length === 0) return false;
  await bookPayment(w, { ...payment, clientId, invoiceNumber: checkout.invoiceNumber }, w.now);
  const settled = { status: 'succeeded', failure: null, gatewayReference: reference, settledAt: w.now } as const;
  await w.tx
    .update(checkouts)
    .set({ ...settled, chargedAt: checkout.chargedAt ?? w.now })
    .where(eq(checkouts.id, checkoutId));
  return true;
}

async function giveUp(scope: Scope, id: CheckoutId, failure: CheckoutFailure): Promise<void> {
  await scope.write('payments.decline', async (w) => {
    const { invoiceId, invoiceNumber: number, clientId } = await getCheckout(w, id);
    await closeCheckout(w, id, failure, scope.now);
    const outcome = failure === 'unanswered' ? 'unanswered' : 'failed';
    w.about({ kind: 'invoice', id: invoiceId }, { number, outcome }, { clientId });
  });
}

/** What has succeeded stays so. */
async function closeCheckout({ tx }: Write, id: CheckoutId, failure: CheckoutFailure, at: Date): Promise<void> {
  await tx
    .update(checkouts)
    .set({ status: 'failed', failure, settledAt: at })
    .where(and(eq(checkouts.id, id), inArray(checkouts.status, ['open', 'pending'])));
}

/** Asks about a charge whose answer never came, and arranges for the next question while it does not. Before its time it does nothing. */
export async function askGateway(scope: Scope, id: CheckoutId): Promise<void> {
  const { status, chargedAt, askAt } = await getCheckout(scope, id);
  if (status !== 'pending' || !chargedAt || !askAt || askAt > scope.now) return;
  const charge = await callGateway(() => gateway.fetchCharge(scope, id), { tries: 3 });
  if (charge && charge.outcome !== 'pending') return settleCharge(scope, charge);
  if (charge === null && isGivenUp(chargedAt, scope.now)) return giveUp(scope, id, 'unanswered');
  await scope.write('payments.settle', async (w) => {
    await askLater(w, id, { chargedAt, now: scope.now });
    w.unchanged();
  });
}

const FORGOTTEN_AFTER_MS = 10 * 60_000;

/** Those that no job asks about any more, because it was lost. */
export async function reconcileStale(scope: Scope): Promise<void> {
  const before = new Date(scope.now.getTime() - FORGOTTEN_AFTER_MS).toISOString();
  for (const { id } of await listUnanswered(scope.db, { before })) await askGateway(scope, id);
}
