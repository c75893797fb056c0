import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { openListening } from '#platform/db/listen.ts';
import { readRows } from '#platform/db/raw.ts';
import type { Studio } from '#platform/scope.ts';
import { createDirectory } from '#platform/tenancy/directory.ts';
import { migrateFleet } from '#platform/tenancy/migrate.ts';
import { type Migration, MigrationMismatch, migrateDatabase } from '#platform/tenancy/migrations.ts';
import { withScope } from '#platform/tenancy/open-scope.ts';
import { createPools } from '#platform/tenancy/pools.ts';
import {
  connectProvisioning,
  PROVISIONING_STEPS,
  provisionStudio,
  removeDatabase,
} from '#platform/tenancy/provision.ts';
import { type TestInstallation, testInstallation } from '#testing/installation.ts';
import { testStudio } from '#testing/studio.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(condition: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await condition()) return true;
    await sleep(20);
  }
  return false;
}

async function reserveStudio({ platform, cluster }: TestInstallation) {
  const [id, slug] = [newId(), `s${randomBytes(5).toString('hex')}`];
  const { db } = platform.control;
  await db.execute(
    sql`insert into studios (id, slug, name, database_name) values (${id}, ${slug}, 'Studio', ${cluster.studioDatabase(id)})`,
  );
  await db.execute(sql`insert into hostnames (host, studio_id) values (${`${slug}.regie.test`}, ${id})`);
  return { id, slug, database: cluster.studioDatabase(id) };
}

describe('the directory', () => {
  test('hears of renamed, moved and suspended studios within a second, in every process', async () => {
    const { installation, studio, anonymous } = await testStudio();
    const control = connect(installation.cluster.web, { max: 1, name: 'another process' });
    const listening = openListening(installation.cluster.web);
    const elsewhere = await createDirectory(control, listening, 'regie.test');
    expect((await elsewhere.byHost(studio.host))?.name).toBe('Studio Lumen');
    expect(await elsewhere.byHost('new.regie.test')).toBeNull();

    const { db } = installation.platform.control;
    await db.execute(sql`update studios set name = 'Autre nom' where id = ${studio.id}`);
    expect(await until(async () => (await elsewhere.byHost(studio.host))?.name === 'Autre nom')).toBe(true);

    await db.execute(
      sql`insert into hostnames (host, studio_id, kind) values ('new.regie.test', ${studio.id}, 'custom')`,
    );
    expect(await until(async () => (await elsewhere.byHost('new.regie.test'))?.id === studio.id)).toBe(true);

    await db.execute(sql`update studios set status = 'suspended' where id = ${studio.id}`);
    expect(await until(async () => (await anonymous.get('/')).status === 503)).toBe(true);
    expect((await anonymous.get('/')).one('h1').text).toBe('Studio suspendu');
    await listening.close();
    await control.sql.end();
  });
});

describe('pools', () => {
  test('are one for each server, role and database', async () => {
    const { installation, studio } = await testStudio();
    const pools = createPools(40);
    const address = installation.cluster.studio(studio.database);
    const others = [{ host: 'other.example' }, { port: 1 }, { username: 'another' }, { database: 'another' }];
    const releases: (() => void)[] = [];
    for (const other of [{}, ...others, {}]) releases.push((await pools.acquire({ ...address, ...other })).release);
    expect(pools.stats().open).toBe(5);
    for (const release of releases) release();
    await pools.drop(studio.database);
    expect(pools.stats().open).toBe(1);
    await pools.close();
  });

  test('of a reader that is away do not keep writes from the primary', async () => {
    const { installation, studio } = await testStudio();
    const { platform, cluster } = installation;
    const away = { ...cluster.studio(studio.database), port: 1 };
    const services = {
      ...platform.services,
      cluster: { ...cluster, readers: { ...cluster.readers, studio: () => away } },
    };
    const request = { studio, actor: { kind: 'system', name: 'test' } as const, requestId: newId() };
    await withScope(services, request, async (scope) => {
      await expect(readRows(scope.db, sql`select 1`)).rejects.toThrow();
      await scope.write('clients.update', async (write) => {
        await write.tx.execute(sql`select 1`);
        write.unchanged();
      });
    });
  });

  test('never hold more connections than the budget', async () => {
    const studios = await Promise.all(Array.from({ length: 7 }, () => testStudio()));
    const [first] = studios;
    if (!first) throw new Error('no studio');
    const { cluster } = first.installation;
    const pools = createPools(4);
    const admin = connect(cluster.admin('postgres'), { max: 1, name: 'watcher' });
    let most = 0;
    let watching = true;
    const watch = (async () => {
      while (watching) {
        const [row] = await admin.sql<{ count: number }[]>`
          select count(*)::int as count from pg_stat_activity where starts_with(usename, ${`${cluster.control}_s_`})`;
        most = Math.max(most, row?.count ?? 0, pools.stats().reserved);
        await sleep(2);
      }
    })();
    await Promise.all(studios.map(({ installation }) => installation.platform.pools.close()));
    const visits = Array.from({ length: 140 }, (_, index) => studios[index % studios.length] ?? first);
    const names = await Promise.all(
      visits.map(({ studio }) =>
        pools.write(
          cluster.studio(studio.database),
          async ({ db }) => (await db.execute<{ name: string }>(sql`select current_database() as name`))[0]?.name,
        ),
      ),
    );
    watching = false;
    await watch;
    expect(names).toEqual(visits.map(({ studio }) => studio.database));
    expect(pools.stats().reserved).toBeLessThanOrEqual(4);
    expect(most).toBeLessThanOrEqual(4);
    await pools.close();
    await admin.sql.end();
  });

  test('replace a client whose connection was cut in the middle of an answer', async () => {
    const { installation, studio } = await testStudio();
    // So few that there is one connection, which the next statement would meet again.
    const pools = createPools(2);
    const address = installation.cluster.studio(studio.database);
    const ask = (query: ReturnType<typeof sql>) => pools.write(address, ({ db }) => db.execute<{ n: number }>(query));
    const cut = sql`
      select repeat('x', 10000), case when n = 900 then pg_terminate_backend(pg_backend_pid()) end from generate_series(1, 1000) n`;
    await expect(ask(cut)).rejects.toThrow();
    for (const n of [1, 2, 3]) expect([...(await ask(sql`select ${n}::int as n`))]).toEqual([{ n }]);
    await pools.close();
  });

  test('tell a newcomer when all are busy for too long, and serve the next', async () => {
    const [busy, late] = [await testStudio(), await testStudio()];
    const { cluster } = busy.installation;
    const pools = createPools(1);
    const held = await pools.acquire(cluster.studio(busy.studio.database));
    await expect(pools.acquire(cluster.studio(late.studio.database))).rejects.toMatchObject({ code: 'unavailable' });
    held.release();
    expect(await pools.write(cluster.studio(late.studio.database), async () => 'served')).toBe('served');
    await pools.close();
  });
});

describe('a write', () => {
  const request = (studio: Studio) => ({
    studio,
    actor: { kind: 'system', name: 'test' } as const,
    requestId: newId(),
  });
  const pid = sql`select pg_backend_pid() as pid`;

  test('keeps no reader waiting, and none of its own studio’s either', async () => {
    const { installation, studio } = await testStudio();
    const { services } = installation.platform;
    await withScope(services, request(studio), async (scope) => {
      const beside = await withScope(services, request(studio), async (other) => other);
      await scope.write('clients.update', async (write) => {
        const [reader] = await readRows<{ pid: number }>(beside.db, pid);
        const [writer] = await readRows<{ pid: number }>(write.db, pid);
        expect(reader?.pid).not.toBe(writer?.pid);
        write.unchanged();
      });
    });
  });

  test('goes over the reader’s connection when the budget is used up', async () => {
    const { installation, studio } = await testStudio();
    const pools = createPools(1);
    await withScope({ ...installation.platform.services, pools }, request(studio), async (scope) => {
      const [before] = await readRows<{ pid: number }>(scope.db, pid);
      const writer = await scope.write('clients.update', async (write) => {
        write.unchanged();
        return readRows<{ pid: number }>(write.db, pid);
      });
      expect(writer).toEqual([before]);
      expect(pools.stats().reserved).toBe(1);
    });
    await pools.close();
  });

  test('refuses to be read past, where it would wait for itself', async () => {
    const { installation, studio } = await testStudio();
    const pools = createPools(1);
    await withScope({ ...installation.platform.services, pools }, request(studio), async (scope) => {
      const past = scope.write('clients.update', async () => void (await readRows(scope.db, pid)));
      await expect(past).rejects.toThrow('read through the open write');
      await expect(readRows(scope.db, pid)).resolves.toHaveLength(1);
    });
    await pools.close();
  });
});

describe('provisioning', () => {
  test.each(PROVISIONING_STEPS)('a crash after “%s” is mended by running it again', async (crash) => {
    const installation = await testInstallation();
    const { cluster, platform, migrations } = installation;
    const studio = await reserveStudio(installation);
    const connections = connectProvisioning(cluster, migrations.tenant, 1);
    const { admin } = connections;
    const context = { cluster, ...connections, migrations: migrations.tenant, onProvision: async () => {} };
    const onStep = (step: string) => {
      if (step === crash) throw new Error('crash');
    };
    await expect(provisionStudio({ ...context, onStep }, studio.id)).rejects.toThrow('crash');
    // The note of the last step may be lost too: then the step itself is repeated.
    await admin`delete from provisioning_steps where studio_id = ${studio.id} and step = ${crash}`;
    await provisionStudio(context, studio.id);
    expect((await platform.directory.byId(studio.id))?.status).toBe('ready');
    const [name] = await platform.pools.write(cluster.studio(studio.database), ({ db }) =>
      db.execute<{ name: string }>(sql`select current_database() as name`),
    );
    expect(name?.name).toBe(studio.database);
    await connections.end(5);
  });

  test('two processes at the same studio make it once', async () => {
    const installation = await testInstallation();
    const { cluster, migrations } = installation;
    const studio = await reserveStudio(installation);
    const connections = connectProvisioning(cluster, migrations.tenant, 2);
    const { admin } = connections;
    const seen: string[] = [];
    const context = {
      cluster,
      ...connections,
      migrations: migrations.tenant,
      onProvision: async () => {},
      onStep: (step: string) => void seen.push(step),
    };
    await Promise.all([provisionStudio(context, studio.id), provisionStudio(context, studio.id)]);
    expect(seen).toEqual([...PROVISIONING_STEPS]);
    await removeDatabase(cluster, admin, studio.database);
    const [left] =
      await admin`select 1 from pg_database where datname = ${studio.database} union select 1 from pg_roles where rolname = ${studio.database}`;
    expect(left).toBeUndefined();
    await connections.end(5);
  });
});

const step = (name: string, text: string): Migration => ({ name, text, hash: name });

describe('migrations', () => {
  test('one that fails holds up no other, is named, and is all that is left to do', async () => {
    const studios = await Promise.all(Array.from({ length: 3 }, () => testStudio()));
    const { cluster, platform, migrations } = await testInstallation();
    // Those of other tests are up to date as far as this one is concerned.
    const ids = sql.join(
      studios.map(({ studio }) => sql`${studio.id}::uuid`),
      sql`, `,
    );
    await platform.control.db.execute(sql`update studios set status = 'deleted' where id not in (${ids})`);
    const [sick] = studios;
    if (!sick) throw new Error('no studio');
    const owner = connect(cluster.admin(sick.studio.database), { max: 1, name: 'test' });
    await owner.sql`create table in_the_way (id int)`;
    const more = [...migrations.tenant, step('9000_more', 'create table in_the_way (id int)')];
    const report = await migrateFleet(cluster, more, 2);
    expect(report.failed).toEqual([{ studio: sick.studio.id, reason: 'relation "in_the_way" already exists' }]);
    expect((await sick.anonymous.get('/health/ready')).status).toBe(200);

    await owner.sql`drop table in_the_way`;
    const again = await migrateFleet(cluster, more, 2);
    expect(again).toMatchObject({ migrated: 1, failed: [] });
    await owner.sql.end();
  });

  test('a changed, a missing and a late-merged file are refused loudly', async () => {
    const { studio } = await testStudio();
    const { cluster, migrations } = await testInstallation();
    const address = cluster.admin(studio.database);
    const [head, ...tail] = migrations.tenant;
    if (!head) throw new Error('no migration');
    for (const wrong of [
      [{ ...head, hash: 'other' }, ...tail],
      [head],
      [head, step('0001_later', 'select 1'), ...tail],
    ])
      await expect(migrateDatabase(address, wrong)).rejects.toBeInstanceOf(MigrationMismatch);
  });

  test('six runners at once apply each file once', async () => {
    const { studio } = await testStudio();
    const { cluster, migrations } = await testInstallation();
    const more = [...migrations.tenant, step('9001_once', 'create table once_only (id int)')];
    const applied = await Promise.all(
      Array.from({ length: 6 }, () => migrateDatabase(cluster.admin(studio.database), more)),
    );
    expect(applied.flat()).toEqual(['9001_once']);
  });
});
