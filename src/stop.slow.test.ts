/** A process that is told to stop while it carries out a request. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { ROOT } from '#testing/installation.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

vi.setConfig({ testTimeout: 120_000 });

/** The web role alone, on the databases of the tests. */
function startProgram({ installation }: TestStudio) {
  const address = new URL(inject('adminUrl'));
  address.pathname = `/${installation.cluster.control}`;
  const child = spawn(process.execPath, ['--import', 'tsx', `${ROOT}/src/main.ts`], {
    env: {
      ...process.env,
      ...{ DATABASE_URL: address.href, REGIE_SECRET: 'a secret of the tests, 32 characters', NODE_ENV: 'test' },
      ...{ REGIE_URL: installation.platform.options.publicUrl.origin, REGIE_DATA: installation.dataDir },
      ...{ PORT: '0', REGIE_ROLES: 'web', REGIE_DEMO: '0', REGIE_LOG: 'info', REDIS_URL: '' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += String(data);
  });
  const port = () => Number(/^Régie is at .*:(\d+)$/m.exec(said)?.[1] ?? 0);
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, port, exit: once(child, 'exit') };
}

function askForLink(port: number, { studio, origin }: TestStudio): Promise<number | string> {
  const headers = { host: studio.host, origin, 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve) => {
    const sending = request({ port, method: 'POST', path: '/portal/login', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sending.once('error', (error) => resolve(error.message));
    sending.end('email=mona%40vasseur.example');
  });
}

it('finishes the request on SIGTERM, and ends', async () => {
  const studio = await testStudio();
  const { sql } = connect(studio.installation.cluster.admin(studio.studio.database), { max: 1, name: 'test' });
  await sql.unsafe(`
    create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(3); return new; end $$;
    create trigger dawdle before insert on portal_links for each row execute function dawdle();`);
  const { child, port, exit } = startProgram(studio);
  await expect.poll(port, { timeout: 90_000 }).toBeGreaterThan(0);
  const answer = askForLink(port(), studio);
  const sleeping = () =>
    sql`select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`;
  await expect.poll(async () => (await sleeping()).length, { timeout: 20_000, interval: 20 }).toBe(1);
  child.kill('SIGTERM');
  expect(await answer).toBe(303);
  expect(await exit).toEqual([0, null]);
  expect(await sql`select 1 from portal_links`).toHaveLength(1);
  await sql.end({ timeout: 5 });
});
