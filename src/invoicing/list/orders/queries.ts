/** Orders that the reader chooses: by one value, and by id among those that are alike. */
import { type SQL, sql } from 'drizzle-orm';
import type { ListOrder } from '#invoicing/list/model.ts';

const issued = sql`coalesce(invoices.issued_at, 'infinity'::timestamptz)`;
const dueDate = sql`coalesce(case when invoices.kind = 'invoice' then invoices.due_date end, 'infinity'::date)`;
const client = sql`clients.sort_name`;
const total = sql`case when invoices.kind = 'invoice' then invoices.gross else -invoices.gross end`;
const owed = sql`case when invoices.kind = 'invoice' and invoices.issued_at is not null
  then greatest(0, invoices.gross - invoices.paid - invoices.credited) else 0 end`;
/** As a document comes along: draft, issued, sent, partly paid, overdue, paid, cancelled; credit notes last. */
const status = sql`case
  when invoices.issued_at is null then 0
  when invoices.kind = 'credit-note' then 7
  when invoices.cancelled_at is not null then 6
  when invoices.paid_at is not null then 5
  when invoices.overdue_at is not null then 4
  when invoices.paid <> 0 then 3
  when invoices.sent_at is not null then 2
  else 1 end`;

interface Order {
  readonly key: SQL;
  readonly isDown: boolean;
}

const up = (key: SQL): Order => ({ key, isDown: false });
const down = (key: SQL): Order => ({ key, isDown: true });

/** Word for word as migrations 0006 and 0033 index them; the client's has the index on their names. */
const ORDERS: Readonly<Record<Exclude<ListOrder, 'overdue'>, Order>> = {
  latest: down(issued),
  earliest: up(issued),
  'due-date': up(dueDate),
  '-due-date': down(dueDate),
  client: up(client),
  '-client': down(client),
  total: up(total),
  '-total': down(total),
  due: up(owed),
  '-due': down(owed),
  status: up(status),
  '-status': down(status),
};

const isOverdueFirst = sql`(invoices.kind = 'invoice' and invoices.issued_at is not null and invoices.paid_at is null
  and invoices.cancelled_at is null and invoices.overdue_at is not null) desc`;

export function orderBy(order: ListOrder): SQL[] {
  if (order === 'overdue') return [isOverdueFirst, ...orderBy('latest')];
  const { key, isDown } = ORDERS[order];
  return isDown ? [sql`${key} desc`, sql`invoices.id desc`] : [key, sql`invoices.id`];
}

/**
 * Those behind the row whose id is given.
 * @param after SQL of the id
 */
export function isBehind(order: Exclude<ListOrder, 'overdue'>, after: SQL): SQL {
  const { key, isDown } = ORDERS[order];
  const sign = isDown ? sql`<` : sql`>`;
  const lastOf = (columns: SQL) =>
    sql`(select ${columns} from invoices join clients on clients.id = invoices.client_id where invoices.id = ${after})`;
  const behind = sql`(${key}, invoices.id) ${sign} ${lastOf(sql`${key}, invoices.id`)}`;
  // Names and ids are in two tables: the index on the names needs to be told of them alone.
  return key === client ? sql`${key} ${sign}= ${lastOf(key)} and ${behind}` : behind;
}
