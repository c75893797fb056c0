/**
 * Transactions that outlive their connection's death. postgres.js 3.4.9 rejects a transaction whose connection was closed, but goes
 * on using that connection for it: ROLLBACK, COMMIT or the next statement is written to a closed socket, which throws from a
 * timer and leaves the connection stuck for good, or to a connection that serves another request by then. So once a
 * transaction is over, nothing of it may reach the driver any more: its work is abandoned.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { isConnectionLost } from '#platform/db/errors.ts';

/** Longer than the driver takes to notice that the server has hung up, after the server's last word. */
const NOTICE_MS = 1_000;

interface Client {
  unsafe(...parameters: unknown[]): unknown;
}

class TransactionOver extends Error {
  readonly code = 'CONNECTION_CLOSED';
}

/**
 * @param begin opens the transaction with the callback that it is given
 * @param clientOf what statements are sent through; fresh for each transaction, so that it may be changed
 */
async function outlive<Tx, T>(
  begin: (run: (tx: Tx) => Promise<T>) => Promise<unknown>,
  clientOf: (tx: Tx) => Client,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  let over = false;
  const hang = () => new Promise<never>(() => {});
  const run = begin(async (tx) => {
    const client = clientOf(tx);
    const send = client.unsafe;
    client.unsafe = (...parameters) => {
      if (over) throw new TransactionOver('the connection of this transaction was lost');
      return send(...parameters);
    };
    try {
      const value = await work(tx);
      return over ? hang() : value;
    } catch (error) {
      if (isConnectionLost(error)) await sleep(NOTICE_MS);
      if (over) return hang();
      throw error;
    }
  });
  return run.finally(() => {
    over = true;
  }) as Promise<T>;
}

interface Transactor<Tx> {
  transaction<T>(work: (tx: Tx) => Promise<T>, config: { accessMode: 'read write' }): Promise<T>;
}

/** On a Drizzle database whose connections are read-only by default. */
export function transact<Tx, T>(db: Transactor<Tx>, work: (tx: Tx) => Promise<T>): Promise<T> {
  return outlive(
    (run) => db.transaction(run, { accessMode: 'read write' }),
    (tx) => (tx as unknown as { session: { client: Client } }).session.client,
    work,
  );
}

/** On a client of the administering credential. */
export function transactRaw<T>(sql: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> {
  return outlive<postgres.TransactionSql, T>(
    (run) => sql.begin(run),
    (tx) => tx as unknown as Client,
    work,
  );
}
