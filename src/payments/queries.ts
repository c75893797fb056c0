import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { clients } from '#clients/schema.ts';
import { invoices } from '#invoicing/schema.ts';
import type { Checkout, CheckoutId, Payment, PaymentId } from '#payments/model.ts';
import { checkouts, payments } from '#payments/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { MOST_SUMMED } from '#platform/format/counted.ts';

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

/** Each filter that is used has a condition, and one that is not has none: so each statement has a plan of its own. */
function isAsked({ from, to, invoiceId }: PaymentFilter): SQL | undefined {
  return and(
    invoiceId === null ? undefined : sql`payments.invoice_id = ${given('invoiceId')}::uuid`,
    from === null ? undefined : sql`payments.received_on >= ${given('from')}::date`,
    to === null ? undefined : sql`payments.received_on <= ${given('to')}::date`,
  );
}

const BEHIND = sql`(payments.received_on, payments.id) < (
  select payments.received_on, payments.id from payments where payments.id = ${given('after')}::uuid)`;

function buildPage(key: string, filter: PaymentFilter, isFurther: boolean) {
  return prepared(`payments.list ${key}`, (db) =>
    db
      .select(PAYMENT)
      .from(payments)
      .innerJoin(invoices, eq(invoices.id, payments.invoiceId))
      .innerJoin(clients, eq(clients.id, payments.clientId))
      .where(and(isAsked(filter), isFurther ? BEHIND : undefined))
      .orderBy(desc(payments.receivedOn), desc(payments.id))
      .limit(PAGE + 1),
  );
}

function buildSums(key: string, filter: PaymentFilter) {
  const listed = sql`(select payments.amount from payments where ${isAsked(filter) ?? sql`true`} limit ${sql.raw(String(MOST_SUMMED + 1))}) listed`;
  return prepared(`payments.sum-list ${key}`, (db) =>
    db
      .select({
        count: sql<string>`count(*)`,
        received: sql<string>`coalesce(sum(listed.amount) filter (where listed.amount > 0), 0)`,
        paidBack: sql<string>`coalesce(-sum(listed.amount) filter (where listed.amount < 0), 0)`,
      })
      .from(listed),
  );
}

/** One statement for each combination of filters, made when it is first asked for. */
const pages = new Map<string, ReturnType<typeof buildPage>>();
const sums = new Map<string, ReturnType<typeof buildSums>>();

function shapeOf(filter: PaymentFilter): string {
  return (['from', 'to', 'invoiceId'] as const).filter((name) => filter[name] !== null).join(' ');
}

export interface PaymentPage {
  readonly rows: readonly Payment[];
  /** Last row of this page when there are more. */
  readonly next: PaymentId | null;
}

/** Latest first. */
export async function listPayments(
  db: ReadDb,
  { after, ...filter }: PaymentFilter & { readonly after: PaymentId | null },
): Promise<PaymentPage> {
  const key = `${shapeOf(filter)}${after === null ? '' : ' after'}`;
  const page = pages.get(key) ?? buildPage(key, filter, after !== null);
  pages.set(key, page);
  const rows = await page(db, { ...filter, after });
  const shown = rows.slice(0, PAGE).map(toPayment);
  return { rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null };
}

export interface PaymentSums {
  readonly hasAny: boolean;
  /** Minor units; null where there are too many to add up. */
  readonly received: bigint | null;
  readonly paidBack: bigint | null;
}

export async function sumPayments(db: ReadDb, filter: PaymentFilter): Promise<PaymentSums> {
  const key = shapeOf(filter);
  const sum = sums.get(key) ?? buildSums(key, filter);
  sums.set(key, sum);
  const [row] = await sum(db, { ...filter });
  const count = Number(row?.count ?? 0);
  const known = (text: string | undefined) => (count > MOST_SUMMED ? null : BigInt(text ?? 0));
  return { hasAny: count > 0, received: known(row?.received), paidBack: known(row?.paidBack) };
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
