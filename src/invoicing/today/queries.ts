/** The figures about money on Today: one row. Sums travel as text, since JSON numbers lose what lies beyond 2^53. */
import { type SQL, sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { growthOf, type InvoiceTask, type MoneyFigures } from '#invoicing/today/model.ts';
import { MOST_TASKS } from '#platform/contributions/today.ts';
import { prepared } from '#platform/db/prepared.ts';
import { at, epoch, type Top, topOf } from '#platform/db/top-of.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { Money } from '#platform/format/money.ts';
import type { LocalDay } from '#platform/format/zoned.ts';

const day = (name: string) => sql`${sql.placeholder(name)}::date`;

const DUE = sql`greatest(0, i.gross - i.paid - i.credited)`;
const IS_OPEN = sql`i.kind = 'invoice' and i.issued_at is not null and i.paid_at is null and i.cancelled_at is null`;
const IS_LATE = sql`${IS_OPEN} and i.overdue_at is not null`;
/** No second reminder within a week. */
const IS_RESTED = sql`not exists (
  select 1 from invoice_mails m where m.invoice_id = i.id and m.requested_at > ${at('now')} - interval '7 days')`;
const IS_SENT = sql`(i.sent_at is not null
  or exists (select 1 from invoice_mails m where m.invoice_id = i.id and m.kind = 'document'))`;
/** An overdue invoice is counted with the overdue ones, sent or not. */
const IS_UNSENT = sql`i.issued_at is not null and not ${IS_SENT} and i.cancelled_at is null
  and (i.paid_at is null and i.overdue_at is null or i.kind = 'credit-note')`;

const SUMS = sql`(
  select coalesce(json_agg(json_build_array(t.currency, t.due::text, t.open, t.late::text, t.overdue)), '[]') from (
    select i.currency, sum(${DUE}) as due, count(*) as open,
      coalesce(sum(${DUE}) filter (where i.overdue_at is not null), 0) as late, count(*) filter (where i.overdue_at is not null) as overdue
    from invoices i where ${IS_OPEN} group by i.currency) t)`;

const SIGNED = sql`case i.kind when 'invoice' then i.net else -i.net end`;
const TURNOVER = sql`(
  select json_build_array(
    coalesce(sum(${SIGNED}) filter (where i.issue_date >= ${day('monthFirst')}), 0)::text,
    coalesce(sum(${SIGNED}) filter (where i.issue_date < ${day('monthFirst')} and i.issue_date <= ${day('beforeUntil')}), 0)::text)
  from invoices i
  where i.issue_date >= ${day('beforeFirst')} and i.currency = ${sql.placeholder('currency')}
    and coalesce(i.issued_at, 'infinity'::timestamptz) >= ${day('beforeFirst')} - interval '2 days')`;

const LAST_REMINDER = sql`(select max(m.requested_at) from invoice_mails m where m.invoice_id = i.id and m.kind = 'reminder')`;

function invoicesThat(condition: SQL, amount: SQL, order: SQL): SQL {
  const row = sql`json_build_array(i.id, i.kind, i.number, c.name, c.artist_name, c.email is not null, (${amount})::text, i.currency,
    greatest(0, ${day('today')} - i.due_date), ${epoch(LAST_REMINDER)}, ${IS_SENT}, ${epoch(sql`coalesce(i.issued_at, i.created_at)`)})`;
  const joins = sql`join clients c on c.id = i.client_id`;
  return topOf({ table: sql`invoices i`, alias: 'i', where: condition, order, joins, row, most: MOST_TASKS });
}

type Row = readonly [
  ...[id: InvoiceTask['id'], document: InvoiceTask['document'], number: string | null, clientName: string],
  ...[artistName: string | null, hasEmail: boolean, amount: string, currency: string],
  ...[daysLate: number | null, remindedAt: number | null, isSent: boolean, since: number],
];
type SumsRow = readonly [currency: string, due: string, open: number, late: string, overdue: number];

interface Values {
  readonly now: string;
  readonly today: LocalDay;
  readonly monthFirst: LocalDay;
  readonly beforeFirst: LocalDay;
  /** The day of the month before that corresponds to today. */
  readonly beforeUntil: LocalDay;
  readonly currency: string;
}

interface TodayRow {
  readonly sums: readonly SumsRow[];
  readonly turnover: readonly [issued: string, before: string];
  readonly overdue: Top<Row>;
  readonly unsent: Top<Row>;
  readonly drafts: Top<Row>;
}

const selectToday = prepared<{ [name in keyof Values]: string }, TodayRow[]>('invoicing.find-today', (db) =>
  db
    .select({
      sums: sql<TodayRow['sums']>`${SUMS}`,
      turnover: sql<TodayRow['turnover']>`${TURNOVER}`,
      overdue: sql<Top<Row>>`${invoicesThat(sql`${IS_LATE} and ${IS_RESTED}`, DUE, sql`i.due_date, i.id`)}`,
      unsent: sql<Top<Row>>`${invoicesThat(IS_UNSENT, sql`i.gross`, sql`i.issued_at, i.id`)}`,
      drafts: sql<Top<Row>>`${invoicesThat(sql`i.issued_at is null`, sql`i.gross`, sql`i.id`)}`,
    })
    .from(sql`(select 1) as one`),
);

function toInvoices({ total, rows }: Top<Row>): Top<InvoiceTask> {
  const tasks = rows.map((row): InvoiceTask => {
    const [id, document, number, name, artistName, hasEmail, amount, currency, ...rest] = row;
    const [daysLate, reminded, isSent, since] = rest;
    const clientName = displayName({ name, artistName });
    const remindedAt = reminded === null ? null : new Date(reminded);
    const sum = { amount: BigInt(amount), currency };
    const facts = { id, document, number, clientName, hasEmail, amount: sum, daysLate: daysLate ?? 0 };
    return { ...facts, remindedAt, isSent, since: new Date(since) };
  });
  return { total, rows: tasks };
}

/** The studio's own currency first; the others only where there is something. */
function sumsOf(rows: readonly SumsRow[], own: string, pick: (row: SumsRow) => string): Money[] {
  const sums = rows.map((row) => ({ amount: BigInt(pick(row)), currency: row[0] }));
  const home = sums.find(({ currency }) => currency === own) ?? { amount: 0n, currency: own };
  return [home, ...sums.filter(({ currency, amount }) => currency !== own && amount > 0n)];
}

export interface InvoicingToday {
  readonly figures: MoneyFigures;
  readonly overdue: Top<InvoiceTask>;
  readonly unsent: Top<InvoiceTask>;
  readonly drafts: Top<InvoiceTask>;
}

export async function findToday(db: ReadDb, values: Values): Promise<InvoicingToday> {
  const [row] = await selectToday(db, { ...values });
  if (!row) throw new Error('a select without from yields a row');
  return {
    figures: toFigures(row, values),
    overdue: toInvoices(row.overdue),
    unsent: toInvoices(row.unsent),
    drafts: toInvoices(row.drafts),
  };
}

function toFigures({ sums, turnover }: TodayRow, { currency, beforeUntil }: Values): MoneyFigures {
  const count = (pick: (row: SumsRow) => number) => sums.reduce((total, each) => total + pick(each), 0);
  return {
    due: sumsOf(sums, currency, ([, due]) => due),
    dueCount: count(([, , open]) => open),
    late: sumsOf(sums, currency, ([, , , late]) => late),
    lateCount: count(([, , , , overdue]) => overdue),
    issued: { amount: BigInt(turnover[0]), currency },
    growth: growthOf(BigInt(turnover[1]), BigInt(turnover[0])),
    beforeUntil,
  };
}
