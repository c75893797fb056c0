/** How long a studio keeps its log, and the removal of what is older. See decision 0030. */
import { sql } from 'drizzle-orm';
import type { Retention } from '#identity/audit/model.ts';
import { findLastBefore, findRetention } from '#identity/audit/queries.ts';
import { auditRetention } from '#identity/audit/schema.ts';
import { signCut } from '#platform/audit/cuts.ts';
import type { Scope } from '#platform/scope.ts';

export async function setRetention(scope: Scope, years: Retention): Promise<void> {
  await scope.write('identity.keep-audit', async (w) => {
    const before = await findRetention(w.tx);
    if (before === years) return w.unchanged();
    await w.tx
      .insert(auditRetention)
      .values({ years })
      .onConflictDoUpdate({ target: auditRetention.one, set: { years } });
    w.about(null, { from: before, years });
  });
}

/** Of one night; what is left over goes the next. */
const MOST_ROWS = 20_000;

/** Removes what is older than the studio keeps, from the beginning, so that the rest of the chain still proves itself. */
export async function cutLog(scope: Scope): Promise<void> {
  const years = await findRetention(scope.db);
  if (years === null) return;
  const keptFrom = yearsBefore(scope.now, years);
  const last = await findLastBefore(scope.db, keptFrom, MOST_ROWS);
  if (!last) return;
  const signature = signCut(scope.secrets, scope.studio.id, last);
  await scope.write('identity.cut-audit', async (w) => {
    const [removed] = await w.tx
      .select({ count: sql<number>`cut_audit(${last.seq}, ${keptFrom.toISOString()}, ${signature})::int` })
      .from(sql`(values (1)) as one`);
    w.about(null, { count: removed?.count ?? 0, until: keptFrom.toISOString().slice(0, 10) });
  });
}

function yearsBefore(now: Date, years: number): Date {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - years);
  return then;
}
