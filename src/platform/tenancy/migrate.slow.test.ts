/** Migrations beside workers of the release before, and beside one another. */
import { sql } from 'drizzle-orm';
import { describe, expect, inject, test } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { type Cluster, createCluster } from '#platform/tenancy/cluster.ts';
import { type MigrationSet, migrateInstallation, readMigrationSet } from '#platform/tenancy/installation.ts';
import type { Migration } from '#platform/tenancy/migrations.ts';
import { connectProvisioning, provisionStudio } from '#platform/tenancy/provision.ts';
import { startProvisioner } from '#platform/tenancy/provisioner.ts';
import { templateName } from '#platform/tenancy/template.ts';
import { eventually } from '#testing/eventually.ts';
import { ROOT, testInstallation } from '#testing/installation.ts';

const step = (name: string, text: string): Migration => ({ name, text, hash: name });

const withStep = ({ control, tenant }: MigrationSet, more: Migration): MigrationSet => ({
  control,
  tenant: [...tenant, more],
});

async function inControl<T>(cluster: Cluster, work: (admin: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
  const admin = connect(cluster.admin(cluster.control), { max: 1, name: 'test' });
  return work(admin).finally(() => admin.sql.end({ timeout: 5 }));
}

async function reserve(cluster: Cluster): Promise<string> {
  const id = newId();
  await inControl(cluster, ({ db }) =>
    db.execute(
      sql`insert into studios (id, slug, name, database_name) values (${id}, ${`g${id.slice(-12)}`}, 'Studio', ${cluster.studioDatabase(id)})`,
    ),
  );
  return id;
}

const versionOf = (cluster: Cluster, id: string) =>
  inControl(cluster, async ({ db }) => {
    const [row] = await db.execute(
      sql`select s.status, v.version from studios s left join studio_schemas v on v.studio_id = s.id where s.id = ${id}`,
    );
    return [row?.status, row?.version];
  });

async function hasTemplate(cluster: Cluster, migrations: readonly Migration[]): Promise<boolean> {
  const name = templateName(cluster, migrations);
  const rows = await inControl(cluster, ({ db }) => db.execute(sql`select 1 from pg_database where datname = ${name}`));
  return rows.length > 0;
}

describe('a worker of the release before', () => {
  test('goes on making studios while and after a migration runs; the new one brings them up to date', async () => {
    const { cluster, platform, migrations } = await testInstallation();
    const newer = withStep(migrations, step('9000_newer', 'create table newer (id int)'));
    const old = await startProvisioner(platform, migrations.tenant);
    await migrateInstallation(cluster, newer, { queueOnPostgres: false });
    const id = await reserve(cluster);
    await eventually(() => versionOf(cluster, id)).toEqual(['ready', migrations.tenant.at(-1)?.name]);

    const replaced = await startProvisioner(platform, newer.tenant);
    await eventually(() => versionOf(cluster, id)).toEqual(['ready', '9000_newer']);
    await old.close();
    await replaced.close();
    await migrateInstallation(cluster, newer, { queueOnPostgres: false });
    expect([await hasTemplate(cluster, migrations.tenant), await hasTemplate(cluster, newer.tenant)]).toEqual([
      false,
      true,
    ]);
  });

  test('leaves a studio half made: the new one finishes it in its own version', async () => {
    const { cluster, migrations } = await testInstallation();
    // The test before has brought its studio to a version of its own.
    await inControl(cluster, ({ db }) => db.execute(sql`delete from studios`));
    await migrateInstallation(cluster, migrations, { queueOnPostgres: false });
    const newer = withStep(migrations, step('9001_newer', 'create table newer_still (id int)'));
    const id = await reserve(cluster);
    const connections = connectProvisioning(cluster, migrations.tenant, 1);
    const context = { cluster, ...connections, onProvision: async () => {} };
    const onStep = (done: string) => {
      if (done === 'database') throw new Error('crash');
    };
    await expect(provisionStudio({ ...context, migrations: migrations.tenant, onStep }, id)).rejects.toThrow('crash');
    await provisionStudio({ ...context, migrations: newer.tenant }, id);
    expect(await versionOf(cluster, id)).toEqual(['ready', '9001_newer']);
    const studio = connect(cluster.admin(cluster.studioDatabase(id)), { max: 1, name: 'test' });
    expect(await studio.sql`select * from newer_still`).toHaveLength(0);
    await studio.sql.end();
    await connections.end(5);
  });
});

test('two that migrate an installation at once both succeed, also when it takes longer than a lock is waited for', async () => {
  const cluster = createCluster({
    adminUrl: inject('adminUrl'),
    webUrl: null,
    secret: 'a secret of the tests, 32 characters',
    control: `${inject('prefix')}twice`,
  });
  const first = await readMigrationSet(ROOT);
  const migrate = (set: MigrationSet) => migrateInstallation(cluster, set, { queueOnPostgres: true });
  await Promise.all([migrate(first), migrate(first), migrate(first)]);
  const id = await reserve(cluster);
  const connections = connectProvisioning(cluster, first.tenant, 1);
  await provisionStudio({ cluster, ...connections, migrations: first.tenant, onProvision: async () => {} }, id);
  await connections.end(5);

  const slow = withStep(first, step('9002_slow', 'create table slow (id int); select pg_sleep(4)'));
  const reports = await Promise.all([migrate(slow), migrate(slow)]);
  expect(reports.map(({ failed }) => failed)).toEqual([[], []]);
  expect(await versionOf(cluster, id)).toEqual(['ready', '9002_slow']);
});
