/** A process that is told to stop while its answers are still being read. */
import { get, type IncomingMessage } from 'node:http';
import { expect, it, vi } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { eventually } from '#testing/eventually.ts';
import { follow } from '#testing/follow.ts';
import { startProgram } from '#testing/program.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Many times what the kernel takes from the server while nothing is read. */
const CLIENTS = 1_000;
const NOTES = 20_000;

async function fill({ installation, studio }: TestStudio): Promise<void> {
  const { sql } = connect(installation.cluster.admin(studio.database), { max: 1, name: 'test' });
  await sql`
    insert into clients (id, name, notes)
    select gen_random_uuid(), 'Client ' || n, repeat('x', ${NOTES}) from generate_series(1, ${CLIENTS}) n`;
  await sql.end({ timeout: 5 });
}

interface Download {
  readonly answer: IncomingMessage;
  /** Bytes that were read. */
  size(): number;
}

/** Nothing is read of it until `answer.resume()`. */
function download(port: number, { studio }: TestStudio, { cookies }: Visitor): Promise<Download> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { host: studio.host, cookie, 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    const asked = get({ host: '127.0.0.1', port, path: '/clients/export.csv', headers, agent: false }, (answer) => {
      let size = 0;
      answer.on('error', () => {});
      answer.on('data', (piece: Buffer) => {
        size += piece.length;
      });
      answer.pause();
      resolve({ answer, size: () => size });
    });
    asked.once('error', reject);
  });
}

it('ends its streams at once, finishes a download that is read, cuts one that is not, and ends in time without an error', async () => {
  const studio = await testStudio();
  await fill(studio);
  const { child, port, exit, logged } = startProgram(studio);
  await expect.poll(port, { timeout: 90_000 }).toBeGreaterThan(0);
  const owner = await studio.as('owner');
  const topics = ['calendar', 'today', 'invoices'];
  const streams = await Promise.all(topics.map((topic) => follow(port(), studio, owner, `?topics=${topic}`)));
  const read = await download(port(), studio, owner);
  const unread = await download(port(), studio, owner);
  expect([...streams.map(({ status }) => status), read.answer.statusCode, unread.answer.statusCode]).toEqual([
    ...[200, 200, 200],
    ...[200, 200],
  ]);
  child.kill('SIGTERM');
  // An end of the stream's own: browsers then come again, to another process.
  await eventually(() => streams.map((stream) => stream.hasEnded() && stream.isWhole())).toEqual([true, true, true]);
  read.answer.resume();
  await eventually(() => read.answer.complete).toBe(true);
  expect(read.size()).toBeGreaterThan(CLIENTS * NOTES);
  expect(child.exitCode, 'the other download keeps it').toBeNull();
  expect(await exit).toEqual([0, null]);
  expect(logged('info')).not.toEqual([]);
  expect(logged('error')).toEqual([]);
  unread.answer.resume();
  await eventually(() => unread.answer.closed).toBe(true);
  expect(unread.answer.complete).toBe(false);
});
