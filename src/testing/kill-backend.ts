/** A program whose database connection is killed in the middle of a transaction. Arguments: address, `ours` or `driver`. */
import { sql } from 'drizzle-orm';
import { addressOf, connect } from '#platform/db/client.ts';
import { transact } from '#platform/db/transaction.ts';

const [, , url = '', mode] = process.argv;
const { db } = connect(addressOf(url, 'postgres'), { max: 1, name: 'kill-backend' });
const work = async (tx: { execute: typeof db.execute }) =>
  tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
const transaction = mode === 'ours' ? transact(db, work) : db.transaction(work, { accessMode: 'read write' });
const outcome = await transaction.then(
  () => 'committed',
  () => 'refused',
);
const ask = () => db.execute<{ one: number }>(sql`select 1 as one`);
// The driver tells the first statement on the new connection of the old one's end; see `retire` in tenancy/pools.ts.
const rows = await ask().catch(ask);
process.stdout.write(`${outcome}, then ${rows.filter(Boolean)[0]?.one}`);
process.exit(0);
