/** One statement for each kind and number of words, made when it is first asked for; a page of hits comes as one JSON text. */
import { type SQL, sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { statusOf } from '#invoicing/model.ts';
import { type PreparedQuery, prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { ClientHit, Found, Hit, HitKind, InvoiceHit, Question, SessionHit } from '#search/model.ts';
import { ASKED, PLANS, type Plan } from '#search/ranking/queries.ts';
import { isLive } from '#sessions/model.ts';

const WORDS = ['word0', 'word1', 'word2', 'word3'] as const;

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
