/** One statement for each kind and number of words, made when it is first asked for; a page of hits comes as one JSON text. */
import { type SQL, sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { statusOf } from '#invoicing/model.ts';
import { type PreparedQuery, prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { isLive } from '#sessions/model.ts';
import type { ClientHit, Found, Hit, HitKind, InvoiceHit, Question, SessionHit } from './model.ts';

const WORDS = ['word0', 'word1', 'word2', 'word3'] as const;

/** What every row is compared with, reckoned once. */
const ASKED = sql`asked as materialized (
  select fold(text) as q, containing(text) as pattern, number_key(text) as key, containing(number_key(text)) as key_pattern,
    ltrim(text, '0') as counter, ${sql.placeholder('amount')}::bigint as amount, ${sql.placeholder('now')}::timestamptz as now
  from (select ${sql.placeholder('text')}::text as text) typed)`;

/** How one kind is found. */
interface Plan {
  readonly id: SQL;
  /** Set-returning function of migration 0009 that answers the ids a word leads to. */
  readonly ids: SQL;
  /** Also found, whatever the words lead to. */
  readonly besides?: SQL;
  /** Ids and their number, best first. @param matches condition over `asked` and the table */
  best(matches: SQL): SQL;
  /** As the audit trail calls it. */
  readonly subject: SQL;
  readonly from: SQL;
  readonly row: SQL;
}

/** Nobody reads on beyond; ranking all of a long life's sessions would take its time. */
export const FARTHEST = 3_000;

const milliseconds = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::bigint`;

const CLIENT_RANK = sql`case when c.sort_name = asked.q or fold(c.email::text) = asked.q then 0 when starts_with(c.sort_name, asked.q) then 1
  when ' ' || c.search like '% ' || substr(asked.pattern, 2) then 2 when c.search like asked.pattern then 3 else 4 end`;
const SESSION_RANK = sql`case when asked.q in (fold(near.title), c.sort_name) then 0
  when starts_with(fold(near.title), asked.q) or starts_with(c.sort_name, asked.q) then 1
  when fold(near.title) like asked.pattern or c.sort_name like asked.pattern then 2 else 3 end`;
const INVOICE_RANK = sql`case when number_key(i.number) = asked.key or ltrim(split_part(i.number, '-', 3), '0') = asked.counter then 0
  when i.gross = asked.amount then 1 when starts_with(c.sort_name, asked.q) then 2
  when c.sort_name like asked.pattern or number_key(i.number) like asked.key_pattern then 3 else 4 end`;

const PLANS: Readonly<Record<HitKind, Plan>> = {
  clients: {
    id: sql`c.id`,
    ids: sql`find_clients`,
    best: (matches) => sql`
      select ranked.id, ranked.total
      from (select c.id, c.sort_name, c.archived_at, ${CLIENT_RANK} as rank, count(*) over () as total from clients c, asked where ${matches}) ranked, asked
      order by ranked.archived_at is not null, ranked.rank,
        case when ranked.rank = 4 then -strict_word_similarity(asked.q, ranked.sort_name) end, ranked.sort_name, ranked.id`,
    subject: sql`'client'`,
    from: sql`clients c`,
    row: sql`json_build_array(c.id, c.name, c.artist_name, c.kind = 'company', c.email, c.phone, c.city, c.archived_at is not null)`,
  },
  sessions: {
    id: sql`s.id`,
    ids: sql`find_sessions`,
    best: (matches) => sql`
      select near.id, near.total
      from (
        select s.id, s.title, s.client_id, s.status, s.ends_at, s.starts_at, count(*) over () as total from sessions s, asked where ${matches}
        order by s.ends_at < asked.now, abs(extract(epoch from s.starts_at - asked.now)) limit ${sql.raw(String(FARTHEST))}) near
        left join clients c on c.id = near.client_id, asked
      order by near.status = 'cancelled', ${SESSION_RANK}, near.ends_at < asked.now, abs(extract(epoch from near.starts_at - asked.now)), near.id`,
    subject: sql`'session'`,
    from: sql`sessions s join rooms r on r.id = s.room_id left join clients c on c.id = s.client_id`,
    row: sql`json_build_array(s.id, s.title, c.name, c.artist_name, r.name, s.status, ${milliseconds(sql`s.starts_at`)}, ${milliseconds(sql`s.ends_at`)})`,
  },
  invoices: {
    id: sql`i.id`,
    ids: sql`find_invoices`,
    besides: sql`i.gross = asked.amount or (i.issued_at is not null and i.gross - i.paid - i.credited = asked.amount)`,
    best: (matches) => sql`
      select i.id, count(*) over () as total from invoices i join clients c on c.id = i.client_id, asked where ${matches}
      order by ${INVOICE_RANK}, coalesce(i.issued_at, i.created_at) desc, i.id desc`,
    subject: sql`'invoice'`,
    from: sql`invoices i join clients c on c.id = i.client_id`,
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
  const best = sql`${plan.best(matching(plan, count))} limit ${sql.placeholder('limit')} offset ${sql.placeholder('offset')}`;
  return buildPage(`search.${kind}-${count}`, plan, sql`with ${ASKED} ${best}`);
}

/** What was written down last: the audit trail knows. */
function buildRecent(kind: HitKind): Statement {
  const plan = PLANS[kind];
  const latest = sql`
    select recent.subject_id as id, count(*) over () as total
    from (select subject_kind, subject_id, at from audit order by at desc limit 500) recent
    where recent.subject_kind = ${plan.subject} group by 1 order by max(recent.at) desc limit ${sql.placeholder('limit')}`;
  return buildPage(`search.recent-${kind}`, plan, latest);
}

/** Everything that is shown, only of those that are shown. @param ids select of `id` and `total`, in order */
function buildPage(name: string, { from, id, row }: Plan, ids: SQL): Statement {
  return prepared(name, (db) =>
    db
      .select({
        rows: sql<string>`coalesce(json_agg(${row} order by page.place), '[]')::text`,
        total: sql<number>`coalesce(max(page.total), 0)::int`,
      })
      .from(
        sql`${from} join (select best.*, row_number() over () as place from (${ids}) best) page on ${id} = page.id`,
      ),
  );
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
