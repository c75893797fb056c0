/** Brings an installation to the schema of this release, at the first request for it: the release command, `npm start`, the tests. */
import { join } from 'node:path';
import { connect, urlOf } from '#platform/db/client.ts';
import { grantQueue, migrateQueue } from '#platform/jobs/queue-schema.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';
import { type FleetReport, migrateControl, migrateFleet } from '#platform/tenancy/migrate.ts';
import { type Migration, readMigrations } from '#platform/tenancy/migrations.ts';

export interface MigrationSet {
  readonly control: readonly Migration[];
  readonly tenant: readonly Migration[];
}

/** @param root folder that holds `migrations/` */
export async function readMigrationSet(root: string): Promise<MigrationSet> {
  const [control, tenant] = await Promise.all([
    readMigrations(join(root, 'migrations', 'control')),
    readMigrations(join(root, 'migrations', 'tenant')),
  ]);
  return { control, tenant };
}

/** Two processes that migrate at once take turns, so that neither meets what the other has half done. */
async function inTurn(cluster: Cluster, work: () => Promise<void>): Promise<void> {
  const options = { max: 1, name: 'regie migrate lock', statementTimeoutMs: 0, lockTimeoutMs: 0, idleSeconds: 0 };
  // The control database may not be there yet.
  const { sql } = connect(cluster.admin('postgres'), options);
  try {
    await sql`select pg_advisory_lock(hashtext(${`regie installation ${cluster.control}`}))`;
    await work();
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export async function migrateInstallation(
  cluster: Cluster,
  migrations: MigrationSet,
  { queueOnPostgres }: { readonly queueOnPostgres: boolean },
): Promise<FleetReport> {
  await inTurn(cluster, async () => {
    await migrateControl(cluster, migrations.control, migrations.tenant);
    if (queueOnPostgres) await prepareQueue(cluster);
  });
  return migrateFleet(cluster, migrations.tenant);
}

async function prepareQueue(cluster: Cluster): Promise<void> {
  const admin = cluster.admin(cluster.control);
  await migrateQueue(urlOf(admin));
  const { sql } = connect(admin, { max: 1, name: 'regie grant' });
  await grantQueue((statement) => sql.unsafe(statement), cluster.webRole);
  await sql.end({ timeout: 5 });
}
