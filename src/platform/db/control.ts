/** The control database as modules see it: a reader, and one door for writing. */
import type { Connected } from '#platform/db/client.ts';
import type { Remembered } from '#platform/db/remembered.ts';
import { transact } from '#platform/db/transaction.ts';
import type { Control, WriteDb } from '#platform/db/types.ts';

/**
 * @param reader maybe a replica, read-only by default. @param writer the primary
 * @param remembered what this process itself writes it need not hear of
 */
export function openControl(reader: Connected, writer: Connected, remembered: Remembered): Control {
  const write: Control['write'] = (work) =>
    transact(writer.db, (tx) => work(tx as unknown as WriteDb)).finally(remembered.forgetAll);
  return Object.assign(Object.create(reader.db) as Connected['db'], { write, recall: remembered.recall });
}
