/** What a client of the driver says after its connection was cut in the middle of an answer, and what ours say. */
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Connected, connect } from '#platform/db/client.ts';
import { connectRenewed } from '#platform/db/renewed.ts';
import { transact } from '#platform/db/transaction.ts';
import { createDirectory } from '#platform/tenancy/directory.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

let studio: TestStudio;

beforeAll(async () => {
  studio = await testStudio();
});

const address = () => studio.installation.cluster.admin(studio.installation.cluster.control);

/** Rows enough that some have arrived when the end comes. */
async function cutInAnAnswer({ db }: Connected): Promise<void> {
  const cut = sql`
    select repeat('x', 10000), case when n = 900 then pg_terminate_backend(pg_backend_pid()) end from generate_series(1, 1000) n`;
  await expect(db.execute(cut)).rejects.toThrow();
}

/** Errors count as errors, rows that are not there as `null`. */
async function askThrice({ db }: Connected): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const n of [1, 2, 3])
    answers.push(
      await db.execute<{ n: number }>(sql`select ${n}::int as n`).then(
        (rows) => rows[0]?.n ?? null,
        () => 'error',
      ),
    );
  return answers;
}

describe('after a connection was cut in the middle of an answer', () => {
  it('a client that renews itself answers as if nothing had been, transactions and its end too', async () => {
    const client = connectRenewed(address(), { max: 1, name: 'test' });
    for (let round = 0; round < 3; round += 1) {
      await cutInAnAnswer(client);
      expect(await askThrice(client)).toEqual([1, 2, 3]);
      const written = await transact(client.db, (tx) => tx.execute<{ n: number }>(sql`select 4 as n`));
      expect([...written]).toEqual([{ n: 4 }]);
      expect([...(await client.sql<{ n: number }[]>`select 5 as n`)]).toEqual([{ n: 5 }]);
    }
    await client.sql.end();
    await expect(client.db.execute(sql`select 1`)).rejects.toThrow();
  });

  it('control: one of the driver’s own does not', async () => {
    const client = connect(address(), { max: 1, name: 'test' });
    await cutInAnAnswer(client);
    expect(await askThrice(client)).not.toEqual([1, 2, 3]);
    await client.sql.end();
  });

  it('the directory takes no studio for unknown, with such a client either', async () => {
    const { host, id } = studio.studio;
    for (const client of [
      connect(address(), { max: 1, name: 'test' }),
      connectRenewed(address(), { max: 1, name: 'test' }),
    ]) {
      const directory = await createDirectory(client, studio.installation.platform.listening, 'regie.test');
      await cutInAnAnswer(client);
      const found: unknown[] = [];
      for (let tries = 0; tries < 4; tries += 1)
        found.push(
          await directory.byHost(host).then(
            (known) => known?.id ?? null,
            () => 'error',
          ),
        );
      expect(found).not.toContain(null);
      expect(found.at(-1)).toBe(id);
      await client.sql.end();
    }
  });
});

it('the platform’s own client of the control database is one that renews itself', async () => {
  const { control } = studio.installation.platform;
  const { control: database } = studio.installation.cluster;
  const killer = connect(studio.installation.cluster.admin('postgres'), { max: 1, name: 'killer' });
  await control.db.execute(sql`select 1`);
  await killer.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${database} and application_name like 'regie control%'`;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await askThrice(control)).toEqual([1, 2, 3]);
  expect((await studio.anonymous.get('/login')).status).toBe(200);
  await killer.sql.end();
});
