/** What the chain of the log costs: a check of 100,000 rows, and each write, side by side with writes that are not chained. */
import { checkStudioLog } from '#platform/audit/check-log.ts';
import { connect } from '#platform/db/client.ts';
import { percentile } from './load.ts';
import type { Row } from './report.ts';
import type { Rig } from './rig.ts';

const ROWS = 100_000;
const ROUNDS = 10;
const WRITES_A_ROUND = 100;
const VERIFY_GOAL_MS = 5_000;

export async function logCost(rig: Rig): Promise<Row[]> {
  const { studio } = await rig.createStudio({ empty: true });
  const { sql } = connect(rig.cluster.admin(studio.database), { max: 1, name: 'bench', statementTimeoutMs: 0 });
  const { sql: writer } = connect(rig.cluster.studio(studio.database), { max: 1, name: 'bench writer' });
  // Chained at once: row by row in one transaction would take minutes.
  await sql`alter table audit disable trigger audit_chained`;
  await sql`
    insert into audit (id, at, action, actor_kind, actor_id, actor_name, subject_kind, subject_id, details, request_id, address)
    select gen_random_uuid(), now() - n * interval '1 minute', 'clients.update', 'user', gen_random_uuid(), 'Owen Marchand', 'client',
      gen_random_uuid(), '{"name":"Maison Vocale","changed":["email"],"changes":{"email":["a@b.example","c@d.example"]}}', gen_random_uuid(), '192.0.2.1'
    from generate_series(1, ${ROWS}::int) n`;
  await sql`select chain_audit()`;
  const began = performance.now();
  const report = await checkStudioLog(rig.cluster, studio);
  const verified = performance.now() - began;
  if (!report.ok) throw new Error('the log of the benchmark is not whole');
  const took = { chained: [] as number[], bare: [] as number[] };
  const write = async (into: number[]) => {
    const start = performance.now();
    await writer.begin(
      'read write',
      (tx) => tx`
      insert into audit (id, action, actor_kind, actor_name, details, request_id)
      values (gen_random_uuid(), 'clients.update', 'user', 'Owen Marchand', '{}', 'bench')`,
    );
    into.push(performance.now() - start);
  };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const kind of ['chained', 'bare'] as const) {
      await sql.unsafe(`alter table audit ${kind === 'bare' ? 'disable' : 'enable'} trigger audit_chained`);
      for (let count = 0; count < WRITES_A_ROUND; count += 1) await write(took[kind]);
    }
  await Promise.all([sql.end({ timeout: 5 }), writer.end({ timeout: 5 })]);
  return [
    { name: `checking a log of ${ROWS} rows`, goal: VERIFY_GOAL_MS, unit: 'ms', value: verified },
    { name: 'a write with its row of the log, p50', unit: 'ms', value: percentile(took.chained, 0.5) },
    { name: 'the same without the chain, p50', unit: 'ms', value: percentile(took.bare, 0.5) },
  ];
}
