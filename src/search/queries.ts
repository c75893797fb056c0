/** One statement for each kind and number of words, made when it is first asked for; a page of hits comes as one JSON text. */
import { type SQL, sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { statusOf } from '#invoicing/model.ts';
import { type PreparedQuery, prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { isLive } from '#sessions/model.ts';
import type { ClientHit, Found, Hit, HitKind, InvoiceHit, Question, SessionHit } from './model.ts';

const WORDS = ['word0', 'word1', 'word2', 'word3'] as const;
const q = sql`${sql.placeholder('text')}::text`;
const now = sql`${sql.placeholder('now')}::timestamptz`;
const amount = sql`${sql.placeholder('amount')}::bigint`;

/** How one kind is found: everything is SQL over `from`. */
interface Plan {
  readonly from: SQL;
  readonly id: SQL;
  /** Set-returning function of migration 0009 that answers the ids a word leads to. */
  readonly ids: SQL;
  /** Also found, whatever the words lead to. */
  readonly besides?: SQL;
  /** Best first. */
  readonly order: SQL;
  /** As the audit trail calls it. */
  readonly subject: string;
  readonly row: SQL;
}

const milliseconds = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::bigint`;

const PLANS: Readonly<Record<HitKind, Plan>> = {
  clients: {
    from: sql`clients c`,
    id: sql`c.id`,
    ids: sql`find_clients`,
    order: sql`c.archived_at is not null,
      case when c.sort_name = fold(${q}) or c.email = ${q}::citext then 0 when starts_with(c.sort_name, fold(${q})) then 1
        when ' ' || c.search like '% ' || substr(containing(${q}), 2) then 2 when c.search like containing(${q}) then 3 else 4 end,
      strict_word_similarity(fold(${q}), c.sort_name) desc, c.sort_name, c.id`,
    subject: 'client',
    row: sql`json_build_array(c.id, c.name, c.artist_name, c.kind = 'company', c.email, c.phone, c.city, c.archived_at is not null)`,
  },
  sessions: {
    from: sql`sessions s join rooms r on r.id = s.room_id left join clients c on c.id = s.client_id`,
    id: sql`s.id`,
    ids: sql`find_sessions`,
    order: sql`s.status = 'cancelled',
      case when fold(${q}) in (fold(s.title), c.sort_name) then 0
        when starts_with(fold(s.title), fold(${q})) or starts_with(c.sort_name, fold(${q})) then 1
        when fold(s.title) like containing(${q}) or c.sort_name like containing(${q}) then 2 else 3 end,
      s.ends_at < ${now}, abs(extract(epoch from s.starts_at - ${now})), s.id`,
    subject: 'session',
    row: sql`json_build_array(s.id, s.title, c.name, c.artist_name, r.name, s.status, ${milliseconds(sql`s.starts_at`)}, ${milliseconds(sql`s.ends_at`)})`,
  },
  invoices: {
    from: sql`invoices i join clients c on c.id = i.client_id`,
    id: sql`i.id`,
    ids: sql`find_invoices`,
    besides: sql`i.gross = ${amount} or (i.issued_at is not null and i.gross - i.paid - i.credited = ${amount})`,
    order: sql`case when number_key(i.number) = number_key(${q}) or ltrim(split_part(i.number, '-', 3), '0') = ltrim(${q}, '0') then 0
        when i.gross = ${amount} then 1 when starts_with(c.sort_name, fold(${q})) then 2
        when c.sort_name like containing(${q}) or number_key(i.number) like containing(number_key(${q})) then 3 else 4 end,
      coalesce(i.issued_at, i.created_at) desc, i.id desc`,
    subject: 'invoice',
    row: sql`json_build_array(i.id, i.number, i.kind = 'credit-note', c.name, c.artist_name, i.gross::text, i.currency, i.paid::text,
      ${milliseconds(sql`i.issued_at`)}, ${milliseconds(sql`i.sent_at`)}, ${milliseconds(sql`i.paid_at`)},
      ${milliseconds(sql`i.overdue_at`)}, ${milliseconds(sql`i.cancelled_at`)})`,
  },
};

type Values = {
  readonly text: string;
  readonly now: string;
  readonly amount: string | null;
  readonly limit: number;
  readonly offset: number;
  readonly [word: `word${number}`]: string;
};
type Statement = PreparedQuery<Values, { rows: string; total: number }[]>;

function matching({ id, ids, besides }: Plan, count: number): SQL {
  const words = WORDS.slice(0, count).map((name) => sql`${id} in (select ${ids}(${sql.placeholder(name)}::text))`);
  const all = sql`(${sql.join(words, sql` and `)})`;
  return besides ? sql`(${all} or ${besides})` : all;
}

function buildSearch(kind: HitKind, count: number): Statement {
  const plan = PLANS[kind];
  return prepared(`search.${kind}-${count}`, (db) => {
    const page = sql`(
      select ${plan.row} as row, count(*) over () as total, row_number() over (order by ${plan.order}) as place
      from ${plan.from} where ${matching(plan, count)}
      order by place limit ${sql.placeholder('limit')} offset ${sql.placeholder('offset')}) page`;
    return selectPage(db, page);
  });
}

/** What was written down last: the audit trail knows. */
function buildRecent(kind: HitKind): Statement {
  const { row, from, id, subject } = PLANS[kind];
  return prepared(`search.recent-${kind}`, (db) => {
    const page = sql`(
      select ${row} as row, count(*) over () as total, row_number() over (order by latest.at desc) as place
      from ${from} join (
        select recent.subject_id, max(recent.at) as at
        from (select subject_kind, subject_id, at from audit order by at desc limit 500) recent
        where recent.subject_kind = '${sql.raw(subject)}' group by 1) latest on latest.subject_id = ${id}
      order by place limit ${sql.placeholder('limit')}) page`;
    return selectPage(db, page);
  });
}

type Db = Parameters<Parameters<typeof prepared>[1]>[0];

function selectPage(db: Db, page: SQL) {
  return db
    .select({
      rows: sql<string>`coalesce(json_agg(page.row order by page.place), '[]')::text`,
      total: sql<number>`coalesce(max(page.total), 0)::int`,
    })
    .from(page);
}

const statements = new Map<string, Statement>();

function statementFor(kind: HitKind, count: number): Statement {
  const key = `${kind} ${count}`;
  const known = statements.get(key) ?? (count === 0 ? buildRecent(kind) : buildSearch(kind, count));
  statements.set(key, known);
  return known;
}

interface Asked {
  readonly question: Question;
  readonly now: Date;
  readonly limit: number;
  readonly offset: number;
}

async function findPage<Row>(db: ReadDb, kind: HitKind, asked: Asked): Promise<{ rows: Row[]; total: number }> {
  const { question, limit, offset } = asked;
  const words = Object.fromEntries(question.words.map((word, index) => [WORDS[index], word]));
  const [page] = await statementFor(kind, question.words.length)(db, {
    ...words,
    text: question.text,
    amount: question.amount?.toString() ?? null,
    now: asked.now.toISOString(),
    limit,
    offset,
  });
  return { rows: JSON.parse(page?.rows ?? '[]') as Row[], total: page?.total ?? 0 };
}

function found<Row, H extends Hit>({ rows, total }: { rows: Row[]; total: number }, toHit: (row: Row) => H): Found<H> {
  return { hits: rows.map(toHit), total };
}

const instant = (at: number | null) => (at === null ? null : new Date(at));

type ClientRow = [
  ClientHit['id'],
  string,
  string | null,
  boolean,
  string | null,
  string | null,
  string | null,
  boolean,
];

/** Without words: those that were touched last. */
export async function findClients(db: ReadDb, asked: Asked): Promise<Found<ClientHit>> {
  return found(
    await findPage<ClientRow>(db, 'clients', asked),
    ([id, name, artistName, isCompany, email, phone, city, isArchived]) => {
      const shown = displayName({ name, artistName });
      return { kind: 'clients', id, name: shown, isCompany, email, phone, city, isArchived };
    },
  );
}

type SessionRow = [
  SessionHit['id'],
  string,
  string | null,
  string | null,
  string,
  SessionHit['status'],
  number,
  number,
];

export async function findSessions(db: ReadDb, asked: Asked): Promise<Found<SessionHit>> {
  return found(
    await findPage<SessionRow>(db, 'sessions', asked),
    ([id, title, name, artistName, roomName, status, startsAt, endsAt]) => {
      const clientName = name === null ? null : displayName({ name, artistName });
      const when = { status, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
      return { kind: 'sessions', id, title, clientName, roomName, ...when, live: isLive(when, asked.now) };
    },
  );
}

type InvoiceRow = [
  ...[InvoiceHit['id'], string | null, boolean, string, string | null, string, string, string],
  ...[issuedAt: number | null, sentAt: number | null, paidAt: number | null],
  ...[overdueAt: number | null, cancelledAt: number | null],
];

export async function findInvoices(db: ReadDb, asked: Asked): Promise<Found<InvoiceHit>> {
  return found(await findPage<InvoiceRow>(db, 'invoices', asked), (row) => {
    const [id, number, isCreditNote, name, artistName, gross, currency, paid, issued, ...others] = row;
    const [sentAt, paidAt, overdueAt, cancelledAt] = others.map(instant) as [null, null, null, null];
    const issuedAt = instant(issued);
    const status = statusOf({ issuedAt, sentAt, paidAt, overdueAt, cancelledAt, paid: BigInt(paid) });
    const clientName = displayName({ name, artistName });
    const money = { amount: BigInt(gross), currency };
    return { kind: 'invoices', id, number, isCreditNote, clientName, gross: money, status, issuedAt };
  });
}
