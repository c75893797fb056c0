/** What all first steps ask of the database, in one statement. */
import { sql } from 'drizzle-orm';
import type { StepFacts } from '#dashboard/steps/model.ts';
import type { FirstStep } from '#platform/contributions/today.ts';
import { type PreparedQuery, prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

type SelectFacts = PreparedQuery<Record<string, never>, { facts: StepFacts }[]>;

/** The steps come from the modules' cards, so they do not change while the process runs. */
const built = new WeakMap<readonly FirstStep[], SelectFacts>();

function selectFacts(steps: readonly FirstStep[]): SelectFacts {
  const known = built.get(steps);
  if (known) return known;
  const pairs = steps.map(({ name, facts }) => sql`${sql.raw(`'${name}'`)}, ${facts}`);
  const select: SelectFacts = prepared('dashboard.find-step-facts', (db) =>
    db.select({ facts: sql<StepFacts>`json_build_object(${sql.join(pairs, sql`, `)})` }).from(sql`(select 1) as one`),
  );
  built.set(steps, select);
  return select;
}

export async function findStepFacts(db: ReadDb, steps: readonly FirstStep[]): Promise<StepFacts> {
  const [row] = await selectFacts(steps)(db, {});
  return row?.facts ?? {};
}
