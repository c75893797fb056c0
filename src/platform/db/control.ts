/** The control database as the platform holds it: a reader, maybe a replica, and the primary. */
import type { Connected } from '#platform/db/client.ts';
import { transact } from '#platform/db/transaction.ts';
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import type { Control } from '#platform/scope.ts';
import { inSpan } from '#platform/telemetry/trace.ts';

export interface ControlDoor extends Pick<Control, 'writeUnaudited'> {
  readonly reader: ReadDb;
  transaction<T>(work: (tx: WriteDb) => Promise<T>): Promise<T>;
}

/** @param reader read-only by default */
export function openControl(reader: Connected, primary: Connected): ControlDoor {
  const transaction: ControlDoor['transaction'] = (work) =>
    transact(primary.db, (tx) => work(tx as unknown as WriteDb));
  return {
    reader: reader.db,
    transaction,
    writeUnaudited: (reason, work) => inSpan(`control.${reason}`, () => transaction(work)),
  };
}
