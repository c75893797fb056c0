/** Checks one log in its database: all of it in one snapshot, beside whatever is written meanwhile. */
import type postgres from 'postgres';
import { type LogKind, readChain, readHead } from '#platform/audit/chain.ts';
import { isSigned, readCuts } from '#platform/audit/cuts.ts';
import { type Anchor, type Report, verifyChain } from '#platform/audit/verify.ts';
import { type Address, connect } from '#platform/db/client.ts';
import { createSecrets } from '#platform/secrets.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';

interface StudioDatabase {
  readonly id: string;
  readonly database: string;
}

export async function checkStudioLog(cluster: Cluster, { id, database }: StudioDatabase): Promise<Report> {
  const anchors = await readAnchors(cluster.web, id);
  const secrets = createSecrets(cluster.key);
  return checkLog(cluster.studio(database), 'studio', anchors, async (tx) =>
    (await readCuts(tx)).map((cut) => ({ ...cut, signed: isSigned(secrets, id, cut) })),
  );
}

export function checkPlatformLog(cluster: Cluster, anchors: readonly Anchor[]): Promise<Report> {
  return checkLog(cluster.web, 'platform', anchors, async () => []);
}

type CutsOf = (tx: postgres.TransactionSql) => Promise<Parameters<typeof verifyChain>[1]['cuts']>;

async function checkLog(address: Address, kind: LogKind, anchors: readonly Anchor[], cutsOf: CutsOf): Promise<Report> {
  const { sql } = connect(address, {
    ...{ max: 1, name: 'regie audit', readOnly: true },
    ...{ statementTimeoutMs: 0, idleInTransactionMs: 0 },
  });
  try {
    return (await sql.begin('isolation level repeatable read read only', async (tx) => {
      // Sorted in memory, and nothing compiled for it: half the time.
      await tx`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`;
      const ends = { head: await readHead(tx), cuts: await cutsOf(tx) };
      return verifyChain(readChain(tx, kind), ends, anchors);
    })) as Report;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Of one studio, oldest first. @param control address of the control database */
async function readAnchors(control: Address, studioId: string): Promise<readonly Anchor[]> {
  const { sql } = connect(control, { max: 1, name: 'regie audit', readOnly: true });
  try {
    const rows = await sql<{ seq: number; hash: Buffer; taken: string }[]>`
      select seq::float8 as seq, hash, taken_at::text as taken from audit_anchors where studio_id = ${studioId} order by seq`;
    return rows.map(({ taken, ...head }) => ({ ...head, takenAt: new Date(taken) }));
  } finally {
    await sql.end({ timeout: 5 });
  }
}
