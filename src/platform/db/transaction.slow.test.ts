/** Backends that are killed under load: the transactions are lost, the process is not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { addressOf, connect } from '#platform/db/client.ts';
import { startLoad } from '#testing/load.ts';

const KILLS = 300;

/** @returns how many were killed before the program ended or there were enough */
async function killBackends(load: { readonly ended: boolean }): Promise<number> {
  const { sql } = connect(addressOf(inject('adminUrl'), 'postgres'), { max: 1, name: 'killer' });
  let killed = 0;
  for (let tries = 0; tries < 20 * KILLS && killed < KILLS && !load.ended; tries += 1) {
    const rows = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'regie postgres' and state <> 'idle' order by random() limit 1`;
    killed += rows.length;
    await sleep(Math.random() * 40);
  }
  await sql.end({ timeout: 5 });
  return killed;
}

describe(`${KILLS} backends killed under load`, () => {
  it('cost their transactions, and not the process', async () => {
    const load = await startLoad(inject('adminUrl'), 'ours');
    expect(await killBackends(load)).toBe(KILLS);
    const { status, committed, refused, well } = await load.finish();
    expect({ status, well }).toEqual({ status: 0, well: [true, true] });
    expect(committed).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(KILLS / 10);
  });

  it('control: with the driver’s own transactions they end it', async () => {
    const load = await startLoad(inject('adminUrl'), 'driver');
    await killBackends(load);
    expect((await load.finish()).status).not.toBe(0);
  });
});
