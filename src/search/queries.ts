/** Two statements for each kind, made when they are first asked for; a page of rows comes as one JSON text. */
import { type SQL, sql } from 'drizzle-orm';
import type { SearchKind, SearchPlan } from '#platform/contributions/search-kind.ts';
import { type PreparedQuery, prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { MOST_COUNTED } from '#platform/format/counted.ts';
import type { Found, Question } from '#search/model.ts';

const WORDS = sql`array(select json_array_elements_text(${sql.placeholder('words')}::json))`;
const AMOUNT = sql`${sql.placeholder('amount')}::bigint`;
const NOW = sql`${sql.placeholder('now')}::timestamptz`;

/** What every row is compared with, computed once. All kinds may rely on its columns: see `SearchPlan`. */
const ASKED = sql`asked as materialized (
  select fold(text) as q, containing(text) as pattern, number_key(text) as key, containing(number_key(text)) as key_pattern,
    ltrim(text, '0') as counter, ${AMOUNT} as amount, ${NOW} as now
  from (select ${sql.placeholder('text')}::text as text) typed)`;

type Values = {
  readonly text: string;
  readonly now: string;
  readonly amount: string | null;
  readonly limit: number;
  readonly offset: number;
  /** JSON. */
  readonly words: string;
};
type Statement = PreparedQuery<Values, { rows: string; total: number }[]>;

function buildSearch({ name, plan }: SearchKind): Statement {
  const best = sql`
    with ${ASKED}, candidates as materialized (select * from ${plan.found({ words: WORDS, amount: AMOUNT, now: NOW })} as found (id))
    select ${plan.id} as id, least(count(*) over (), ${sql.raw(String(MOST_COUNTED + 1))}) as total
    from ${plan.from} join candidates on candidates.id = ${plan.id} cross join asked
    order by ${plan.order} limit ${sql.placeholder('limit')} offset ${sql.placeholder('offset')}`;
  return buildPage(`search.${name}`, plan, best);
}

/** What was written down last: the audit trail knows. */
function buildRecent({ name, subject, plan }: SearchKind): Statement {
  const latest = sql`
    select recent.subject_id as id, count(*) over () as total
    from (select subject_kind, subject_id, at from audit order by at desc limit 500) recent
    where recent.subject_kind = ${subject} group by 1 order by max(recent.at) desc limit ${sql.placeholder('limit')}`;
  return buildPage(`search.recent-${name}`, plan, latest);
}

/** Everything that is shown, only of those that are shown. @param ids select of `id` and `total`, in order */
function buildPage(name: string, { from, id, row }: SearchPlan, ids: SQL): Statement {
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

interface Statements {
  readonly search: Statement;
  readonly recent: Statement;
}

const statements = new WeakMap<SearchKind, Statements>();

function statementsFor(kind: SearchKind): Statements {
  const known = statements.get(kind) ?? { search: buildSearch(kind), recent: buildRecent(kind) };
  statements.set(kind, known);
  return known;
}

interface Asked {
  readonly question: Question;
  readonly now: Date;
  readonly limit: number;
  readonly offset: number;
}

/** Without words: those that were touched last. */
export async function findOfKind(db: ReadDb, kind: SearchKind, asked: Asked): Promise<Found> {
  const { question, limit, offset } = asked;
  const { search, recent } = statementsFor(kind);
  const [page] = await (question.words.length === 0 ? recent : search)(db, {
    words: JSON.stringify(question.words),
    text: question.text,
    amount: question.amount?.toString() ?? null,
    now: asked.now.toISOString(),
    limit,
    offset,
  });
  return { kind, rows: JSON.parse(page?.rows ?? '[]'), total: page?.total ?? 0 };
}
