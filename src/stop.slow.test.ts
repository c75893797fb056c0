/** A process that is told to stop while it carries out a request. */
import { request } from 'node:http';
import { expect, it, vi } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { startProgram } from '#testing/program.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

vi.setConfig({ testTimeout: 120_000 });

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
