import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { clients } from '#clients/schema.ts';
import { invoices } from '#invoicing/schema.ts';
import type { Checkout, CheckoutId, Payment, PaymentId } from '#payments/model.ts';
import { checkouts, payments } from '#payments/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

const given = sql.placeholder;
const PAGE = 50;

const PAYMENT = {
  id: payments.id,
  invoiceId: payments.invoiceId,
  invoiceNumber: sql<string>`coalesce(${invoices.number}, '')`,
  clientId: payments.clientId,
  clientName: clients.name,
  artistName: clients.artistName,
  amount: payments.amount,
  currency: payments.currency,
  method: payments.method,
  reference: payments.reference,
  note: payments.note,
  receivedOn: payments.receivedOn,
  checkoutId: payments.checkoutId,
};

type PaymentRow = Payment & { readonly artistName: string | null };

function toPayment({ artistName, clientName, ...row }: PaymentRow): Payment {
  return { ...row, clientName: displayName({ name: clientName, artistName }) };
}

export interface PaymentFilter {
  /** By the day on which the money came; YYYY-MM-DD, both included. */
  readonly from: string | null;
  readonly to: string | null;
  readonly invoiceId: string | null;
}

const isAsked = sql`(${given('invoiceId')}::uuid is null or payments.invoice_id = ${given('invoiceId')}::uuid)
  and (${given('from')}::date is null or payments.received_on >= ${given('from')}::date)
  and (${given('to')}::date is null or payments.received_on <= ${given('to')}::date)`;

const page = prepared('payments.list', (db) =>
  db
    .select(PAYMENT)
    .from(payments)
    .innerJoin(invoices, eq(invoices.id, payments.invoiceId))
    .innerJoin(clients, eq(clients.id, payments.clientId))
    .where(
      and(
        isAsked,
        sql`(${given('after')}::uuid is null or (payments.received_on, payments.id) < (
          select payments.received_on, payments.id from payments where payments.id = ${given('after')}::uuid))`,
      ),
    )
    .orderBy(desc(payments.receivedOn), desc(payments.id))
    .limit(PAGE + 1),
);

export interface PaymentPage {
  readonly rows: readonly Payment[];
  /** Last row of this page when there are more. */
  readonly next: PaymentId | null;
}

/** Latest first. */
export async function listPayments(
  db: ReadDb,
  filter: PaymentFilter & { readonly after: PaymentId | null },
): Promise<PaymentPage> {
  const rows = await page(db, { ...filter });
  const shown = rows.slice(0, PAGE).map(toPayment);
  return { rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null };
}

export interface PaymentSums {
  readonly count: number;
  /** Minor units. */
  readonly received: bigint;
  readonly paidBack: bigint;
}

const sums = prepared('payments.sum-list', (db) =>
  db
    .select({
      count: sql<string>`count(*)`,
      received: sql<string>`coalesce(sum(payments.amount) filter (where payments.amount > 0), 0)`,
      paidBack: sql<string>`coalesce(-sum(payments.amount) filter (where payments.amount < 0), 0)`,
    })
    .from(payments)
    .where(isAsked),
);

export async function sumPayments(db: ReadDb, filter: PaymentFilter): Promise<PaymentSums> {
  const [row] = await sums(db, { ...filter });
  return {
    count: Number(row?.count ?? 0),
    received: BigInt(row?.received ?? 0),
    paidBack: BigInt(row?.paidBack ?? 0),
  };
}

const CHECKOUT = {
  id: checkouts.id,
  invoiceId: checkouts.invoiceId,
  invoiceNumber: sql<string>`coalesce(${invoices.number}, '')`,
  clientId: checkouts.clientId,
  amount: checkouts.amount,
  currency: checkouts.currency,
  status: checkouts.status,
  failure: checkouts.failure,
  chargedAt: checkouts.chargedAt,
  askAt: checkouts.askAt,
};

const checkoutById = prepared('payments.find-checkout', (db) =>
  db
    .select(CHECKOUT)
    .from(checkouts)
    .innerJoin(invoices, eq(invoices.id, checkouts.invoiceId))
    .where(eq(checkouts.id, given('id'))),
);

export async function findCheckout(db: ReadDb, id: CheckoutId): Promise<Checkout | null> {
  const [row] = await checkoutById(db, { id });
  return row ?? null;
}

const current = prepared('payments.find-current-checkout', (db) =>
  db
    .select(CHECKOUT)
    .from(checkouts)
    .innerJoin(invoices, eq(invoices.id, checkouts.invoiceId))
    .where(and(eq(checkouts.invoiceId, given('invoiceId')), sql`${checkouts.status} in ('open', 'pending')`)),
);

/** The one attempt that is under way for an invoice; there is never a second. */
export async function findCurrentCheckout(db: ReadDb, invoiceId: string): Promise<Checkout | null> {
  const [row] = await current(db, { invoiceId });
  return row ?? null;
}

/** The gateway was to be asked before `before` and was not. */
export const listUnanswered = prepared('payments.list-unanswered', (db) =>
  db
    .select({ id: checkouts.id })
    .from(checkouts)
    .where(and(eq(checkouts.status, 'pending'), sql`${checkouts.askAt} < ${given('before')}::timestamptz`))
    .orderBy(asc(checkouts.askAt))
    .limit(200),
);

/** Of those that exist, the number of the invoice that they are for. */
export function listReferences(db: ReadDb, ids: readonly string[]) {
  return db
    .select({ id: payments.id, invoiceNumber: sql<string>`coalesce(${invoices.number}, '')` })
    .from(payments)
    .innerJoin(invoices, eq(invoices.id, payments.invoiceId))
    .where(inArray(payments.id, ids as PaymentId[]));
}
