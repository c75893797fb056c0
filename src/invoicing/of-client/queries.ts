/** What the page of a client says of invoices: what is due, and the latest documents. One statement. */
import { sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import {
  amountDue,
  amountToRefund,
  type InvoiceId,
  type InvoiceKind,
  type InvoiceStatus,
  statusOf,
} from '#invoicing/model.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { type Money, money } from '#platform/format/money.ts';

const MOST = 5;

export interface ClientInvoice {
  readonly id: InvoiceId;
  readonly kind: InvoiceKind;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly gross: Money;
  readonly due: Money;
  /** Minor units received beyond what was asked. */
  readonly toRefund: bigint;
  readonly status: InvoiceStatus;
}

export interface ClientInvoices {
  /** Latest first, drafts on top. */
  readonly latest: readonly ClientInvoice[];
  /** One sum for each currency in which something is due. */
  readonly due: readonly Money[];
  /** Of it, what is past its date. */
  readonly late: readonly Money[];
}

const CLIENT = sql`${sql.placeholder('clientId')}::uuid`;
const DUE = sql`greatest(i.gross - i.paid - i.credited, 0)`;
const IS_OPEN = sql`i.kind = 'invoice' and i.issued_at is not null and i.paid_at is null and i.cancelled_at is null`;
const at = (column: 'issued_at' | 'sent_at' | 'paid_at' | 'overdue_at' | 'cancelled_at') =>
  sql.raw(`(extract(epoch from i.${column}) * 1000)::bigint`);

const SUMS = sql`(
  select coalesce(json_agg(json_build_array(open.currency, open.due::text, open.late::text) order by open.currency), '[]')
  from (select i.currency, sum(${DUE}) as due,
      coalesce(sum(${DUE}) filter (where i.due_date < ${sql.placeholder('today')}::date), 0) as late
    from invoices i where i.client_id = ${CLIENT} and ${IS_OPEN} group by 1) open)`;

const LATEST = sql`(
  select coalesce(json_agg(json_build_array(i.id, i.kind, i.number, i.issue_date, i.due_date, i.currency, i.gross::text, i.paid::text,
    i.credited::text, ${at('issued_at')}, ${at('sent_at')}, ${at('paid_at')}, ${at('overdue_at')}, ${at('cancelled_at')}) order by i.place), '[]')
  from (select latest.*, row_number() over () as place
    from (select * from invoices where client_id = ${CLIENT}
      order by coalesce(issued_at, 'infinity'::timestamptz) desc, id desc limit ${sql.raw(String(MOST))}) latest) i)`;

type SumsRow = readonly [currency: string, due: string, late: string];
type InvoiceRow = readonly [
  ...[id: InvoiceId, kind: InvoiceKind, number: string | null, issueDate: string | null, dueDate: string | null],
  ...[currency: string, gross: string, paid: string, credited: string],
  ...[issuedAt: number | null, sentAt: number | null, paidAt: number | null],
  ...[overdueAt: number | null, cancelledAt: number | null],
];

const selectOfClient = prepared('invoicing.find-of-client', (db) =>
  db
    .select({
      sums: sql<SumsRow[]>`${SUMS}`,
      latest: sql<InvoiceRow[]>`${LATEST}`,
    })
    .from(sql`(select 1) as one`),
);

const toDate = (at: number | null) => (at === null ? null : new Date(at));

function toInvoice(row: InvoiceRow): ClientInvoice {
  const [id, kind, number, issueDate, dueDate, currency, gross, paid, credited, ...instants] = row;
  const [issuedAt, sentAt, paidAt, overdueAt, cancelledAt] = instants.map(toDate) as [
    Date | null,
    Date | null,
    Date | null,
    Date | null,
    Date | null,
  ];
  const balance = { kind, gross: BigInt(gross), paid: BigInt(paid), credited: BigInt(credited) };
  const isOpen = issuedAt !== null && cancelledAt === null;
  return {
    id,
    kind,
    number,
    issueDate,
    dueDate,
    gross: money(balance.gross, currency),
    due: money(isOpen ? amountDue(balance) : 0n, currency),
    toRefund: amountToRefund(balance),
    status: statusOf({ issuedAt, sentAt, paidAt, overdueAt, cancelledAt, paid: balance.paid }),
  };
}

/** @param today YYYY-MM-DD in the studio's zone */
export async function findOfClient(db: ReadDb, clientId: ClientId, today: string): Promise<ClientInvoices> {
  const [row] = await selectOfClient(db, { clientId, today });
  const { sums = [], latest = [] } = row ?? {};
  const sumsOf = (place: 1 | 2) =>
    sums.map((sum) => money(BigInt(sum[place]), sum[0])).filter(({ amount }) => amount > 0n);
  return { latest: latest.map(toInvoice), due: sumsOf(1), late: sumsOf(2) };
}
