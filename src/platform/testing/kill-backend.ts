/** A program whose database connection is killed in the middle of a transaction. Arguments: address, `guarded` or `bare`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, connect } from '#platform/db/client.ts';
import { guardProcess } from '#platform/runtime/guard.ts';

const [, , url = '', mode] = process.argv;
if (mode === 'guarded') guardProcess(() => process.exit(1));
const { sql } = connect(addressOf(url, 'postgres'), { max: 1, name: 'kill-backend' });
const outcome = await sql
  .begin(async (tx) => tx`select pg_terminate_backend(pg_backend_pid())`)
  .then(
    () => 'committed',
    () => 'refused',
  );
await sleep(100);
const [row] = await sql<{ one: number }[]>`select 1 as one`;
process.stdout.write(`${outcome}, then ${row?.one}`);
process.exit(0);
