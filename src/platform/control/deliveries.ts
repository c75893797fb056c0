/**
 * Tells a studio's database what was done in the control database. An audit row keeps its id, so that what is told twice, by
 * the request and by the sweep, or again after a crash, is there once; its jobs leave with the row, or not at all.
 */
import {
  deleteDeliveries,
  type Fact,
  forgetMessages,
  listUndelivered,
  listUndeliveredStudios,
} from '#platform/control/queries.ts';
import { storeAudit } from '#platform/db/audit.ts';
import type { ControlDb, WriteDb } from '#platform/db/types.ts';
import type { WriteServices } from '#platform/db/write.ts';
import type { Queue } from '#platform/jobs/queue.ts';
import { MAIN_HOST } from '#platform/jobs/queue.ts';
import { log } from '#platform/telemetry/log.ts';

export interface Deliveries {
  /** Never throws: what cannot be told now is left to the sweep. */
  deliver(studioId: string): Promise<void>;
  /** Hands the jobs of the main host to the queue; never throws. */
  deliverMain(): Promise<void>;
  /** Jobs of the main host that are done, where the queue may lose what it was given. */
  acknowledge(ids: readonly string[]): Promise<void>;
  /** @param olderThanSeconds younger ones are most likely being told by their own request */
  sweep(olderThanSeconds?: number): Promise<void>;
}

export interface DeliveryServices extends Pick<WriteServices, 'storeMessages' | 'hint' | 'dispatch'> {
  readonly control: ControlDb;
  readonly queue: Pick<Queue, 'addMany' | 'durable'>;
  /** Tries that a job may have. */
  attempts(job: string): number;
  /** One transaction on the studio's primary. */
  withWrite<T>(studioId: string, work: (tx: WriteDb) => Promise<T>): Promise<T>;
}

const BATCH = 200;
const STUDIOS_A_SWEEP = 1_000;
const YOUNG_SECONDS = 5;

export function createDeliveries(services: DeliveryServices): Deliveries {
  const deliver = async (studioId: string) => {
    try {
      while ((await deliverBatch(services, studioId)) === BATCH);
    } catch (error) {
      log.warn('control.deliver', { studio: studioId, error });
    }
  };
  const deliverMain = async () => {
    try {
      await handOverMain(services);
    } catch (error) {
      log.warn('control.deliver', { studio: null, error });
    }
  };
  return {
    deliver,
    deliverMain,
    acknowledge: (ids) => forgetMessages(services.control, ids),
    async sweep(olderThanSeconds = YOUNG_SECONDS) {
      const due = await listUndeliveredStudios(services.control, olderThanSeconds, STUDIOS_A_SWEEP);
      for (const studioId of due) await deliver(studioId);
      await deliverMain();
    },
  };
}

/** The same once more after a crash: the queue knows a job by its id. */
async function handOverMain({ control, queue, attempts }: DeliveryServices): Promise<void> {
  const facts = await listUndelivered(control, null, BATCH);
  const messages = facts.flatMap((fact) => fact.messages);
  await queue.addMany(
    messages.map((message) => ({ ...message, studioId: MAIN_HOST, attempts: attempts(message.job) })),
  );
  if (!queue.durable) return;
  await deleteDeliveries(
    control,
    facts.map(({ row }) => row.id),
  );
}

async function deliverBatch(services: DeliveryServices, studioId: string): Promise<number> {
  const facts = await listUndelivered(services.control, studioId, BATCH);
  if (facts.length === 0) return 0;
  const messages = await services.withWrite(studioId, (tx) => storeFacts(services, tx, studioId, facts));
  const ids = facts.map(({ row }) => row.id);
  await deleteDeliveries(services.control, ids);
  if (messages.length > 0) services.dispatch(studioId, messages);
  return facts.length;
}

async function storeFacts(services: DeliveryServices, tx: WriteDb, studioId: string, facts: readonly Fact[]) {
  const rows = facts.map(({ row }) => row);
  const stored = await storeAudit(tx, rows);
  const messages = facts.flatMap((fact) => (stored.has(fact.row.id) ? fact.messages : []));
  if (messages.length > 0) {
    await services.storeMessages(tx, messages);
    await services.hint(studioId);
  }
  return messages;
}
