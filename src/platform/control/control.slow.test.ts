/** Changes in the control database, and what the studio's own database is told of them; also when the process dies in between. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import type { Scope } from '#platform/scope.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

let studio: TestStudio;
let scope: Scope;

beforeEach(async () => {
  studio = await testStudio();
  scope = await studio.scope('owner');
});

const control = () => studio.installation.platform.control.db;
const sweep = () => studio.installation.platform.services.deliveries.sweep(0);
const told = () => readRows(scope.db, sql`select details from audit where action = 'studios.update'`);
const waiting = () => control().execute(sql`select 1 from deliveries where studio_id = ${studio.studio.id}`);
const kept = () =>
  control().execute(sql`select 1 from audit where studio_id = ${studio.studio.id} and action = 'studios.update'`);

function queued(): string[] {
  const jobs: string[] = [];
  for (let next = studio.installation.queue.take(); next; next = studio.installation.queue.take())
    if (next.studioId === studio.studio.id) jobs.push(next.job);
  return jobs;
}

async function nameNow(): Promise<unknown> {
  const [row] = await control().execute(sql`select name from studios where id = ${studio.studio.id}`);
  return row?.name;
}

function rename(name: string, from = scope): Promise<void> {
  return from.control.write('studios.update', async ({ tx, about }) => {
    await tx.execute(sql`update studios set name = ${name} where id = ${studio.studio.id}`);
    about({ kind: 'studio', id: studio.studio.id }, { fields: ['name'] });
  });
}

describe('a write in the control database', () => {
  it('keeps its audit row with the change, and tells the studio', async () => {
    await rename('Neuf');
    expect(await nameNow()).toBe('Neuf');
    expect(await told()).toEqual([{ details: { fields: ['name'] } }]);
    expect([(await kept()).length, (await waiting()).length]).toEqual([1, 0]);
  });

  it('leaves nothing when it fails, or when nothing came of it', async () => {
    const failing = scope.control.write('studios.update', async ({ tx, about }) => {
      await tx.execute(sql`update studios set name = 'Faux' where id = ${studio.studio.id}`);
      about({ kind: 'studio', id: studio.studio.id }, { fields: ['name'] });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await scope.control.write('studios.update', async ({ unchanged }) => unchanged());
    await expect(scope.control.write('studios.update', async () => {})).rejects.toThrow('ended without about()');
    expect([await nameNow(), await told(), await kept()]).toEqual(['Studio Lumen', [], []]);
  });

  it('asks for the permission', async () => {
    await expect(rename('Volé', await studio.scope('user'))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await nameNow()).toBe('Studio Lumen');
  });

  it('keeps its row while the studio’s history cannot be written, and writes it once, later', async () => {
    const { cluster } = studio.installation;
    const { sql: admin } = connect(cluster.admin(studio.studio.database), { max: 1, name: 'regie test' });
    await admin`alter table audit rename to away`;
    await rename('Neuf');
    expect([await nameNow(), (await waiting()).length]).toEqual(['Neuf', 1]);
    await sweep();
    expect((await waiting()).length).toBe(1);
    await admin`alter table away rename to audit`;
    await admin.end();
    await Promise.all([sweep(), sweep(), rename('Neuf encore')]);
    await sweep();
    expect([(await told()).length, (await waiting()).length]).toEqual([2, 0]);
  });

  it('waits for a studio that is being made', async () => {
    await control().execute(sql`update studios set status = 'provisioning' where id = ${studio.studio.id}`);
    await control().execute(sql`
      with row as (insert into audit (id, action, studio_id, actor_kind, actor_name, subject_kind, subject_id, details, request_id)
        values (${newId()}, 'studios.update', ${studio.studio.id}, 'system', 'test', 'studio', ${studio.studio.id}, '{}', '') returning id)
      insert into deliveries (audit_id, studio_id, messages) select id, ${studio.studio.id}, '[]' from row`);
    await sweep();
    expect((await waiting()).length).toBe(1);
    await control().execute(sql`update studios set status = 'ready' where id = ${studio.studio.id}`);
    await sweep();
    expect([(await told()).length, (await waiting()).length]).toEqual([1, 0]);
  });
});

describe('a process that is killed', () => {
  it.each(['committed', 'told'] as const)(
    'when it has %s: the change, its row and its job are there once',
    async (point) => {
      await killAt(point);
      expect([await nameNow(), (await kept()).length, (await waiting()).length]).toEqual(['Neuf', 1, 1]);
      await Promise.all([sweep(), sweep()]);
      expect([(await told()).length, (await waiting()).length]).toEqual([1, 0]);
      for (let round = 0; round < 2; round += 1) await studio.installation.platform.dispatcher.sweep();
      expect(await readRows(scope.db, sql`select job from outbox`)).toEqual([]);
      expect(queued().filter((job) => job === 'test.heard')).toHaveLength(1);
    },
  );

  it('control: one transaction inside the other changes the one and forgets the other', async () => {
    await killAt('nested');
    await sweep();
    expect([await nameNow(), (await told()).length]).toEqual(['Neuf', 0]);
  });

  async function killAt(point: 'committed' | 'told' | 'nested'): Promise<void> {
    const { control: database } = studio.installation.cluster;
    const die = `process.kill(process.pid, 'SIGKILL')`;
    const script = `
      import { sql } from 'drizzle-orm';
      import { modules } from '#modules.ts';
      import { MATRIX, RIGHTS } from '#permissions.ts';
      import { createDeliveries } from '#platform/control/deliveries.ts';
      import { transact } from '#platform/db/transaction.ts';
      import { openPlatform } from '#platform/platform.ts';
      import { createCluster } from '#platform/tenancy/cluster.ts';
      import { createControlScope } from '#platform/tenancy/open-scope.ts';
      import { createMemoryQueue } from '#testing/memory-queue.ts';
      const cluster = createCluster({ adminUrl: '${inject('adminUrl')}', webUrl: null, secret: 'a secret of the tests, 32 characters', control: '${database}' });
      const platform = await openPlatform({ cluster, modules, matrix: MATRIX, rights: RIGHTS, publicUrl: new URL('http://regie.test'), connections: 4,
        queue: createMemoryQueue(), carrier: {}, mailFrom: 'x@regie.test', storage: { kind: 'local', dataDir: '${studio.installation.dataDir}' } });
      const studioId = '${studio.studio.id}';
      const { services } = platform;
      const deliveries = '${point}' === 'committed' ? { deliver: () => ${die} } : createDeliveries({ ...services, control: platform.control.db,
        withWrite: async (id, work) => {
          await services.pools.write(cluster.studio('${studio.studio.database}'), ({ db }) => transact(db, work));
          ${die};
        } });
      const actor = { kind: 'system', name: 'victim' };
      const subscribers = () => ['test.heard'];
      const rename = (tx) => tx.execute(sql\`update studios set name = 'Neuf' where id = \${studioId}\`);
      if ('${point}' === 'nested')
        await platform.inScope(studioId, actor, 'victim', (scope) => scope.write('studios.update', async (w) => {
          await scope.control.writeUnaudited('sweep', rename);
          w.about({ kind: 'studio', id: studioId }, { fields: ['name'] });
          ${die};
          await new Promise(() => {});
        }));
      const { control } = createControlScope({ ...services, deliveries, subscribers }, actor, 'victim', { studioId });
      await control.write('studios.update', async (w) => {
        await rename(w.tx);
        w.about({ kind: 'studio', id: studioId }, { fields: ['name'] });
      });`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: 'inherit',
    });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
  }
});
