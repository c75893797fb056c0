/** The server dies while its process goes on: by kill -9, and by an immediate shutdown from outside. */
import { expect, it, vi } from 'vitest';
import { startLoad } from '#testing/load.ts';
import { ask, ended, prepared, serverPid, start } from '#testing/postgres-launches.ts';

// Each recovery takes a few seconds on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const DEATHS = ['SIGKILL', 'SIGQUIT', 'SIGKILL', 'SIGQUIT', 'SIGKILL', 'SIGQUIT'] as const;

it('is started again on its port with its data, six times; a program under load goes on', async () => {
  const dataDir = prepared();
  const server = await start(dataDir, { durable: true });
  await ask(server.adminUrl, 'create table kept as select 42 as answer');
  const load = await startLoad(server.adminUrl, 'ours');
  for (const signal of DEATHS) {
    const pid = serverPid(dataDir);
    process.kill(pid, signal);
    expect(await ended(pid)).toBe(true);
    const answer = () => ask(server.adminUrl, 'select answer from kept').catch(() => null);
    await expect.poll(answer, { timeout: 40_000, interval: 200 }).toEqual([42]);
    expect(serverPid(dataDir)).not.toBe(pid);
  }
  const { status, committed, well } = await load.finish();
  expect({ status, well }).toEqual({ status: 0, well: [true, true] });
  expect(committed).toBeGreaterThan(0);
  expect(server.lines.filter((line) => line.includes('started again'))).toHaveLength(DEATHS.length);
});

it('stays down once it was stopped', async () => {
  const dataDir = prepared();
  const server = await start(dataDir);
  const pid = serverPid(dataDir);
  await server.stop();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await ended(pid)).toBe(true);
  expect(() => serverPid(dataDir)).toThrow('ENOENT');
});
