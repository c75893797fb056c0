/** One statement for each kind and number of words, made when it is first asked for; a page of rows comes as one JSON text. */
import { type SQL, sql } from 'drizzle-orm';
import type { SearchKind, SearchPlan } from '#platform/contributions/search-kind.ts';
import { type PreparedQuery, prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { FARTHEST, type Found, type Question } from '#search/model.ts';

const WORDS = ['word0', 'word1', 'word2', 'word3'] as const;

/** What every row is compared with, computed once. All kinds may rely on its columns: see `SearchPlan`. */
const ASKED = sql`asked as materialized (
  select fold(text) as q, containing(text) as pattern, number_key(text) as key, containing(number_key(text)) as key_pattern,
    ltrim(text, '0') as counter, ${sql.placeholder('amount')}::bigint as amount, ${sql.placeholder('now')}::timestamptz as now
  from (select ${sql.placeholder('text')}::text as text) typed)`;

type Values = {
  readonly text: string;
  readonly now: string;
  readonly amount: string | null;
  readonly limit: number;
  readonly offset: number;
  readonly [word: `word${number}`]: string;
};
type Statement = PreparedQuery<Values, { rows: string; total: number }[]>;

function matching({ matches, besides }: SearchPlan, count: number): SQL {
  const words = WORDS.slice(0, count).map((name) => matches(sql`${sql.placeholder(name)}::text`));
  const all = sql`(${sql.join(words, sql` and `)})`;
  return besides ? sql`(${all} or ${besides})` : all;
}

function buildSearch({ name, plan }: SearchKind, count: number): Statement {
  const ranked = plan.best(matching(plan, count), sql.raw(String(FARTHEST)));
  const best = sql`${ranked} limit ${sql.placeholder('limit')} offset ${sql.placeholder('offset')}`;
  return buildPage(`search.${name}-${count}`, plan, sql`with ${ASKED} ${best}`);
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

/** By number of words, none for what was touched last. */
const statements = new WeakMap<SearchKind, Map<number, Statement>>();

function statementFor(kind: SearchKind, count: number): Statement {
  const ofKind = statements.get(kind) ?? new Map<number, Statement>();
  const statement = ofKind.get(count) ?? (count === 0 ? buildRecent(kind) : buildSearch(kind, count));
  statements.set(kind, ofKind.set(count, statement));
  return statement;
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
  const words = Object.fromEntries(question.words.map((word, index) => [WORDS[index], word]));
  const [page] = await statementFor(kind, question.words.length)(db, {
    ...words,
    text: question.text,
    amount: question.amount?.toString() ?? null,
    now: asked.now.toISOString(),
    limit,
    offset,
  });
  return { kind, rows: JSON.parse(page?.rows ?? '[]'), total: page?.total ?? 0 };
}
