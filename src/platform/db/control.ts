/** The control database as the platform holds it: a reader, maybe a replica, and the primary. */
import type { Connected } from '#platform/db/client.ts';
import type { Remembered } from '#platform/db/remembered.ts';
import { transact } from '#platform/db/transaction.ts';
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import type { Control } from '#platform/scope.ts';
import { inSpan } from '#platform/telemetry/trace.ts';

export interface ControlDoor extends Pick<Control, 'writeUnaudited' | 'recall'> {
  readonly reader: ReadDb;
  transaction<T>(work: (tx: WriteDb) => Promise<T>): Promise<T>;
}

/**
 * @param reader read-only by default
 * @param remembered what this process itself writes it need not hear of; bookkeeping changes nothing that is remembered
 */
export function openControl(reader: Connected, primary: Connected, remembered: Remembered): ControlDoor {
  const transaction: ControlDoor['transaction'] = (work) =>
    transact(primary.db, (tx) => work(tx as unknown as WriteDb));
  return {
    reader: reader.db,
    transaction: (work) => transaction(work).finally(remembered.forgetAll),
    writeUnaudited: (reason, work) => inSpan(`control.${reason}`, () => transaction(work)),
    recall: remembered.recall,
  };
}
