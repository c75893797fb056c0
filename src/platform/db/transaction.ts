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
  unsafe(...parameters: unknown[]): Promise<unknown>;
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
  // A statement learns of a lost connection some steps before its transaction does: none may follow in between.
  let lost = false;
  const notice = (error: unknown) => {
    lost ||= isConnectionLost(error);
  };
  const hang = () => new Promise<never>(() => {});
  const run = begin(async (tx) => {
    const client = clientOf(tx);
    const send = client.unsafe;
    client.unsafe = (...parameters) => {
      if (over || lost) throw new TransactionOver('the connection of this transaction was lost');
      const sent = send(...parameters);
      sent.catch(notice);
      return sent;
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
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

type Begin = (run: (client: unknown) => Promise<unknown>) => Promise<unknown>;

interface Session<Tx> extends Transactor<Tx> {
  readonly client: { begin(mode: string, ...rest: Parameters<Begin>): Promise<unknown> };
}

/**
 * `begin read write` in one statement. Drizzle's own way sends `set transaction read write` after it, before `outlive` has the
 * transaction in hand: a connection that is lost in that moment would end the process.
 */
function readWrite<Tx>(db: Transactor<Tx>): Transactor<Tx> {
  const { session } = db as unknown as { session: Session<Tx> };
  const begin: Begin = (run) => session.client.begin('read write', run);
  return Object.create(session, { client: { value: { begin } } }) as Transactor<Tx>;
}

/** On a Drizzle database whose connections are read-only by default. */
export function transact<Tx, T>(db: Transactor<Tx>, work: (tx: Tx) => Promise<T>): Promise<T> {
  return outlive(
    (run) => readWrite(db).transaction(run),
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
