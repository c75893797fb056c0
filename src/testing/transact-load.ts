/**
 * A program that writes and reads as fast as it can while its connections are cut. Arguments: address, `ours` or `driver`. Says
 * `going` once it has begun; when its input ends it says what came of it, and whether everything answers again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { addressOf, type Connected } from '#platform/db/client.ts';
import { connectRenewed } from '#platform/db/renewed.ts';
import { transact } from '#platform/db/transaction.ts';
import { createPools } from '#platform/tenancy/pools.ts';

const [, , url = '', mode] = process.argv;
const address = addressOf(url, 'postgres');
const pools = createPools(4);
const control = connectRenewed(address, { max: 6, name: 'regie postgres', idleSeconds: 0 });
const counts = { committed: 0, refused: 0 };
let going = true;

type Work = Parameters<Connected['db']['transaction']>[0];

const write = ({ db }: Connected, work: Work) =>
  mode === 'ours' ? transact(db, work) : db.transaction(work, { accessMode: 'read write' });

const insert: Work = async (tx) => {
  await tx.execute(sql`insert into load_written (at) values (now())`);
  await tx.execute(sql`select count(*) from load_written`);
};

async function again(once: () => Promise<unknown>): Promise<void> {
  while (going) {
    try {
      await once();
      counts.committed += 1;
    } catch {
      counts.refused += 1;
      await sleep(1);
    }
  }
}

async function answers(once: () => Promise<unknown>): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await once();
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}

const kinds = [() => write(control, insert), () => pools.write(address, (connected) => write(connected, insert))];
if (!(await answers(() => control.sql`create table if not exists load_written (at timestamptz)`))) process.exit(3);
const workers = [...kinds, ...kinds, ...kinds, ...kinds].map(again);
process.stdout.write('going\n');
process.stdin.resume();
process.stdin.once('end', async () => {
  going = false;
  await Promise.all(workers);
  const well = await Promise.all(kinds.map(answers));
  process.stdout.write(`${JSON.stringify({ ...counts, well })}\n`);
  process.exit(0);
});
