import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { clients } from '#clients/schema.ts';
import type { ListFilter, ListPage, ListSums } from '#invoicing/list/model.ts';
import type { InvoiceId, InvoiceSummary } from '#invoicing/model.ts';
import { SUMMARY, toSummary } from '#invoicing/queries.ts';
import { invoices } from '#invoicing/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

const PAGE = 50;
const given = sql.placeholder;

const isOpen = sql`invoices.kind = 'invoice' and invoices.issued_at is not null and invoices.paid_at is null and invoices.cancelled_at is null`;
const isOverdue = sql`${isOpen} and invoices.overdue_at is not null`;
const listedAt = sql`coalesce(invoices.issued_at, 'infinity'::timestamptz)`;
const due = sql`greatest(0, invoices.gross - invoices.paid - invoices.credited)`;
const day = sql`coalesce(invoices.issue_date, (invoices.created_at at time zone ${given('timeZone')}::text)::date)`;

const hasStatus = sql`case ${given('status')}::text
  when 'draft' then invoices.issued_at is null
  when 'open' then ${isOpen}
  when 'overdue' then ${isOverdue}
  when 'paid' then invoices.kind = 'invoice' and invoices.paid_at is not null and invoices.cancelled_at is null
  when 'cancelled' then invoices.cancelled_at is not null
  when 'credit-note' then invoices.kind = 'credit-note'
  else true end`;

const isAsked = sql`(${given('clientId')}::uuid is null or invoices.client_id = ${given('clientId')}::uuid)
  and (${given('from')}::date is null or ${day} >= ${given('from')}::date)
  and (${given('to')}::date is null or ${day} <= ${given('to')}::date)`;

/** @param ranks rows of a higher rank come first; within a rank drafts, then the latest */
function pageQuery(name: string, ranks: readonly SQL[]) {
  const key = sql.join([...ranks, listedAt, sql`invoices.id`], sql`, `);
  return prepared(name, (db) =>
    db
      .select(SUMMARY)
      .from(invoices)
      .innerJoin(clients, eq(clients.id, invoices.clientId))
      .where(
        and(
          hasStatus,
          isAsked,
          sql`(${given('after')}::uuid is null or (${key}) < (
            select ${key} from invoices where invoices.id = ${given('after')}::uuid))`,
        ),
      )
      .orderBy(...[...ranks, listedAt].map(desc), desc(invoices.id))
      .limit(given('limit')),
  );
}

const pages = {
  latest: pageQuery('invoicing.list-latest', []),
  overdue: pageQuery('invoicing.list-overdue-first', [sql`(case when ${isOverdue} then 1 else 0 end)`]),
};

type Asked = ListFilter & { readonly timeZone: string };

export async function listPage(
  db: ReadDb,
  { order, ...filter }: Asked & { readonly after: InvoiceId | null },
  limit = PAGE,
): Promise<ListPage<InvoiceSummary>> {
  const rows = await pages[order](db, { ...filter, limit: limit + 1 });
  const shown = rows.slice(0, limit).map(toSummary);
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** Those of the ids that exist, drafts first, then the latest. */
export async function listChosen(db: ReadDb, ids: readonly InvoiceId[]): Promise<InvoiceSummary[]> {
  const rows = await db
    .select(SUMMARY)
    .from(invoices)
    .innerJoin(clients, eq(clients.id, invoices.clientId))
    .where(inArray(invoices.id, [...ids]))
    .orderBy(desc(listedAt), desc(invoices.id));
  return rows.map(toSummary);
}

const sums = prepared('invoicing.sum-list', (db) =>
  db
    .select({
      count: sql<string>`count(*)`,
      billed: sql<string>`coalesce(sum(case invoices.kind when 'invoice' then invoices.gross else -invoices.gross end) filter (where invoices.issued_at is not null), 0)`,
      paid: sql<string>`coalesce(sum(invoices.paid), 0)`,
      due: sql<string>`coalesce(sum(${due}) filter (where ${isOpen}), 0)`,
      overdue: sql<string>`coalesce(sum(${due}) filter (where ${isOverdue}), 0)`,
    })
    .from(invoices)
    .where(and(hasStatus, isAsked)),
);

/** Over everything that the filter lets through, not only the page shown. */
export async function sumList(db: ReadDb, { order: _, ...filter }: Asked): Promise<ListSums> {
  const [row] = await sums(db, { ...filter });
  const amount = (text: string | undefined) => BigInt(text ?? 0);
  return {
    count: Number(row?.count ?? 0),
    billed: amount(row?.billed),
    paid: amount(row?.paid),
    due: amount(row?.due),
    overdue: amount(row?.overdue),
  };
}
