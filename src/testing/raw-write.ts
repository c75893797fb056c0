import type { WriteDb } from '#platform/db/types.ts';
import type { Scope } from '#platform/scope.ts';

/** A transaction on the studio's database for what no service does: attacks, broken rows, rows of another time. */
export function rawWrite<T>(scope: Scope, work: (tx: WriteDb) => Promise<T>): Promise<T> {
  return scope.write('clients.update', async (w) => {
    w.unchanged();
    return work(w.tx);
  });
}
