import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { clients } from '#clients/schema.ts';
import type { ListedInvoice, ListFilter, ListOrder, ListPage, ListStatus, ListSums } from '#invoicing/list/model.ts';
import { isBehind, orderBy } from '#invoicing/list/orders/queries.ts';
import type { InvoiceId, InvoiceSummary } from '#invoicing/model.ts';
import { SUMMARY, toSummary } from '#invoicing/queries.ts';
import { invoices } from '#invoicing/schema.ts';
import type { MailState } from '#invoicing/sending/model.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { MOST_SUMMED } from '#platform/format/counted.ts';

const PAGE = 50;

/** Of the mail that is to be its first, where none has left. */
const SENDING = sql<MailState | null>`case when invoices.issued_at is not null and invoices.sent_at is null then (
  select case when mail.failed_at is null then 'under-way' else 'failed' end from invoice_mails as mail
  where mail.invoice_id = invoices.id and mail.kind = 'document' order by mail.requested_at desc, mail.id desc limit 1) end`;

const given = sql.placeholder;
const raw = (count: number) => sql.raw(String(count));

const isOpen = sql`invoices.kind = 'invoice' and invoices.issued_at is not null and invoices.paid_at is null and invoices.cancelled_at is null`;
const isOverdue = sql`${isOpen} and invoices.overdue_at is not null`;
const listedAt = sql`coalesce(invoices.issued_at, 'infinity'::timestamptz)`;
const due = sql`greatest(0, invoices.gross - invoices.paid - invoices.credited)`;
const day = sql`coalesce(invoices.issue_date, (invoices.created_at at time zone ${given('timeZone')}::text)::date)`;

/** As partial indexes have them. */
const STATUS: Readonly<Record<ListStatus, SQL | undefined>> = {
  all: undefined,
  draft: sql`invoices.issued_at is null`,
  open: isOpen,
  overdue: isOverdue,
  paid: sql`invoices.kind = 'invoice' and invoices.paid_at is not null and invoices.cancelled_at is null`,
  cancelled: sql`invoices.cancelled_at is not null`,
  'credit-note': sql`invoices.kind = 'credit-note'`,
};

type Sorted = Exclude<ListOrder, 'latest' | 'overdue'>;
type Asked = ListFilter & { readonly timeZone: string };

/** Each filter that is used has a condition, and one that is not has none: so each statement has a plan of its own. */
function isAsked({ status, clientId, from, to }: ListFilter): SQL | undefined {
  const mayBeDraft = status === 'all' || status === 'draft';
  return and(
    STATUS[status],
    clientId === null ? undefined : sql`invoices.client_id = ${given('clientId')}::uuid`,
    // The day of issue is that of the studio, a day at most away from the moment, which is what the index has.
    from === null
      ? undefined
      : sql`${listedAt} >= ${given('from')}::date - interval '2 days' and ${day} >= ${given('from')}::date`,
    to === null ? undefined : sql`${day} <= ${given('to')}::date`,
    to === null || mayBeDraft ? undefined : sql`${listedAt} < ${given('to')}::date + interval '2 days'`,
  );
}

const LAST_ID = sql`'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`;
const FIRST_ID = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

/**
 * A page of those of one rank. The row after which it begins may have another rank: then all of a lower one come, none of a higher.
 * @param rank null where there are no ranks
 */
function pickOf(filter: ListFilter, isFurther: boolean, rank: 0 | 1 | null): SQL {
  const isOther = rank === null ? sql`false` : rank === 1 ? sql`not (${isOverdue})` : isOverdue;
  const [otherAt, otherId] =
    rank === 1 ? [sql`'-infinity'::timestamptz`, FIRST_ID] : [sql`'infinity'::timestamptz`, LAST_ID];
  const where = and(
    isAsked(filter),
    rank === null ? undefined : rank === 1 ? isOverdue : sql`(${isOverdue}) is not true`,
    isFurther
      ? sql`(${listedAt}, invoices.id) < (
          select case when ${isOther} then ${otherAt} else ${listedAt} end, case when ${isOther} then ${otherId} else invoices.id end
          from invoices where invoices.id = ${given('after')}::uuid)`
      : undefined,
  );
  // Drafts were all issued at no time: said without it the order is that of their index.
  const order = filter.status === 'draft' ? sql`invoices.id desc` : sql`${listedAt} desc, invoices.id desc`;
  return sql`(select invoices.id, ${raw(rank ?? 0)} as rank, ${listedAt} as at from invoices
    where ${where ?? sql`true`} order by ${order} limit ${given('limit')})`;
}

function buildPage(key: string, filter: ListFilter, isFurther: boolean) {
  const ranks = filter.order === 'overdue' ? ([1, 0] as const) : ([null] as const);
  const picked = sql.join(
    ranks.map((rank) => pickOf(filter, isFurther, rank)),
    sql` union all `,
  );
  return prepared(`invoicing.list ${key}`, (db) =>
    db
      .select({ ...SUMMARY, sending: SENDING })
      .from(sql`(${picked}) picked`)
      .innerJoin(invoices, eq(invoices.id, sql`picked.id`))
      .innerJoin(clients, eq(clients.id, invoices.clientId))
      .orderBy(desc(sql`picked.rank`), desc(sql`picked.at`), desc(sql`picked.id`))
      .limit(given('limit')),
  );
}

/** In another order, which few ask for: built and planned each time, so that its statements are not kept for every filter. */
function buildSorted(filter: ListFilter & { readonly order: Sorted }, isFurther: boolean) {
  return prepared(
    'invoicing.list-sorted',
    (db) =>
      db
        .select({ ...SUMMARY, sending: SENDING })
        .from(invoices)
        .innerJoin(clients, eq(clients.id, invoices.clientId))
        .where(and(isAsked(filter), isFurther ? isBehind(filter.order, sql`${given('after')}::uuid`) : undefined))
        .orderBy(...orderBy(filter.order))
        .limit(given('limit')),
    { planned: 'each-time' },
  );
}

function buildSums(key: string, filter: ListFilter) {
  const where = isAsked(filter) ?? sql`true`;
  const listed = sql`(select kind, gross, paid, issued_at from invoices where ${where} limit ${raw(MOST_SUMMED + 1)}) listed`;
  const owed = (condition: SQL) =>
    sql<string>`(select coalesce(sum(${due}), 0) from invoices where ${and(condition, where)})`;
  return prepared(`invoicing.sum-list ${key}`, (db) =>
    db
      .select({
        count: sql<string>`count(*)`,
        billed: sql<string>`coalesce(sum(case listed.kind when 'invoice' then listed.gross else -listed.gross end) filter (where listed.issued_at is not null), 0)`,
        paid: sql<string>`coalesce(sum(listed.paid), 0)`,
        due: owed(isOpen),
        overdue: owed(isOverdue),
      })
      .from(listed),
  );
}

/** One statement for each combination of filters, made when it is first asked for. */
const pages = new Map<string, ReturnType<typeof buildPage>>();
const sums = new Map<string, ReturnType<typeof buildSums>>();

function shapeOf({ status, clientId, from, to }: ListFilter): string {
  const used = Object.entries({ clientId, from, to }).filter(([, value]) => value !== null);
  return [status, ...used.map(([name]) => name)].join(' ');
}

function pageOf(filter: ListFilter, isFurther: boolean): ReturnType<typeof buildPage> {
  const { order } = filter;
  if (order !== 'latest' && order !== 'overdue') return buildSorted({ ...filter, order }, isFurther);
  const key = `${shapeOf(filter)} ${order}${isFurther ? ' after' : ''}`;
  const page = pages.get(key) ?? buildPage(key, filter, isFurther);
  pages.set(key, page);
  return page;
}

export async function listPage(
  db: ReadDb,
  { after, ...filter }: Asked & { readonly after: InvoiceId | null },
  limit = PAGE,
): Promise<ListPage<ListedInvoice>> {
  const rows = await pageOf(filter, after !== null)(db, { ...filter, after, limit: limit + 1 });
  const shown = rows.slice(0, limit).map(({ sending, ...row }) => ({ ...toSummary(row), sending }));
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** Those of the ids that exist. */
export async function listChosen(db: ReadDb, ids: readonly InvoiceId[], order: ListOrder): Promise<InvoiceSummary[]> {
  const rows = await db
    .select(SUMMARY)
    .from(invoices)
    .innerJoin(clients, eq(clients.id, invoices.clientId))
    .where(inArray(invoices.id, [...ids]))
    .orderBy(...orderBy(order));
  return rows.map(toSummary);
}

/** Over everything that the filter lets through, as far as it is summed up. */
export async function sumList(db: ReadDb, filter: Asked): Promise<ListSums> {
  const key = shapeOf(filter);
  const sum = sums.get(key) ?? buildSums(key, filter);
  sums.set(key, sum);
  const [row] = await sum(db, { ...filter });
  const count = Number(row?.count ?? 0);
  const amount = (text: string | undefined) => BigInt(text ?? 0);
  const known = (text: string | undefined) => (count > MOST_SUMMED ? null : amount(text));
  return {
    count,
    billed: known(row?.billed),
    paid: known(row?.paid),
    due: amount(row?.due),
    overdue: amount(row?.overdue),
  };
}
