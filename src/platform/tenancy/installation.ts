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

export async function migrateInstallation(
  cluster: Cluster,
  migrations: MigrationSet,
  { queueOnPostgres }: { readonly queueOnPostgres: boolean },
): Promise<FleetReport> {
  await migrateControl(cluster, migrations.control, migrations.tenant);
  if (queueOnPostgres) {
    const admin = cluster.admin(cluster.control);
    await migrateQueue(urlOf(admin));
    const { sql } = connect(admin, { max: 1, name: 'regie grant' });
    await grantQueue((statement) => sql.unsafe(statement), cluster.webRole);
    await sql.end({ timeout: 5 });
  }
  return migrateFleet(cluster, migrations.tenant);
}
