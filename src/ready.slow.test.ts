/** The whole program: it answers before its demo studios are made, and is ready when they are. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, inject, it, vi } from 'vitest';
import { addressOf, connect } from '#platform/db/client.ts';
import { ROOT, testInstallation } from '#testing/installation.ts';

vi.setConfig({ testTimeout: 180_000 });

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function countSeeded(control: string): Promise<number> {
  const { sql } = connect(addressOf(inject('adminUrl'), control), { max: 1, name: 'test' });
  const rows = await sql`select 1 from provisioning_steps where step = 'seeded'`;
  await sql.end({ timeout: 5 });
  return rows.length;
}

it('health says ready once all three demo studios stand, and not before', async () => {
  const control = `${inject('prefix')}ready`;
  const port = await freePort();
  const address = new URL(inject('adminUrl'));
  address.pathname = `/${control}`;
  const { dataDir } = await testInstallation();
  const settings = { DATABASE_URL: address.href, PORT: String(port), REGIE_DATA: dataDir, REGIE_DEMO: '1' };
  const child = spawn(process.execPath, ['--import', 'tsx', `${ROOT}/src/main.ts`], {
    env: { ...process.env, ...settings, NODE_ENV: 'test', REDIS_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exit = once(child, 'exit');
  const seen: number[] = [];
  const look = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer) seen.push(answer.status);
    return answer?.status;
  };
  await expect.poll(look, { timeout: 150_000, interval: 50 }).toBe(200);
  expect(await countSeeded(control)).toBe(3);
  expect(seen[0]).toBe(503);
  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});
