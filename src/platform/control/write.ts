/**
 * The one way to change who exists. The change, its audit row and what is to follow are one transaction in the control database;
 * the studio's database is told after the commit. See decision 0018.
 */
import type { Deliveries } from '#platform/control/deliveries.ts';
import { insertFact } from '#platform/control/queries.ts';
import type { ControlDoor } from '#platform/db/control.ts';
import { newId } from '#platform/db/ids.ts';
import { type Attempt, retrying } from '#platform/db/retry.ts';
import type { WriteDb } from '#platform/db/types.ts';
import {
  type AuditEntry,
  assertAllowed,
  factMessages,
  logAction,
  type OutboxMessage,
  toAuditRow,
  type WriteServices,
} from '#platform/db/write.ts';
import { claimRequestKey } from '#platform/request-keys/claim.ts';
import type { Action, Control, ControlScope, ControlWrite } from '#platform/scope.ts';
import { inSpan } from '#platform/telemetry/trace.ts';

export interface ControlWriteServices extends Pick<WriteServices, 'can' | 'subscribers' | 'announce'> {
  readonly door: ControlDoor;
  readonly deliveries: Deliveries;
  /** The next request of this process reads the studio afresh; it may come before the announcement does. */
  readonly forget: (studioId: string) => void;
}

interface Collected {
  readonly entry: AuditEntry;
  readonly messages: OutboxMessage[];
  studioId: string | null;
}

/** @param studioId of the scope; null on the main host */
export function createControlWrite(
  scope: () => ControlScope,
  services: ControlWriteServices,
  studioId: string | null,
): Control['write'] {
  return (action, work) =>
    inSpan(action, async () => {
      const self = scope();
      assertAllowed(self, services, action);
      const fields = { request: self.requestId, studio: studioId };
      const { result, collected } = await retrying({ ...fields, action }, async (attempt) => {
        const collected: Collected = { entry: { id: newId(), action, told: null }, messages: [], studioId };
        const run = (tx: WriteDb) => work(openWrite(self, tx, collected));
        return {
          collected,
          result: await services.door.transaction(completing(self, services, attempt, collected, run)),
        };
      });
      self.requestKey.claimed.add('control');
      logAction(self, collected.entry, fields);
      const { told } = collected.entry;
      if (told && told !== 'unchanged' && told.subject?.kind === 'studio') services.forget(told.subject.id);
      // Another studio's, as of one that was just created, is left to the sweep: it may not be there yet.
      if (studioId !== null && told !== 'unchanged') {
        services.announce(studioId, [action]);
        await services.deliveries.deliver(studioId);
      }
      if (collected.studioId === null && told !== 'unchanged') await services.deliveries.deliverMain();
      return result;
    });
}

function openWrite<A extends Action>({ actor }: ControlScope, tx: WriteDb, collected: Collected): ControlWrite<A> {
  const { entry, messages } = collected;
  return {
    tx,
    about(subject, details, { studioId, ...circumstances } = {}) {
      entry.told = { subject, details, circumstances };
      collected.studioId = studioId ?? collected.studioId;
    },
    unchanged() {
      entry.told = 'unchanged';
    },
    enqueue(job, payload, { notBefore = null } = {}) {
      messages.push({ id: newId(), job, payload, actor, notBefore });
    },
  };
}

/** What follows the work in its transaction. */
function completing<T>(
  scope: ControlScope,
  services: ControlWriteServices,
  attempt: Attempt,
  collected: Collected,
  run: (tx: WriteDb) => Promise<T>,
): (tx: WriteDb) => Promise<T> {
  return async (tx) => {
    await claimRequestKey(tx, scope, 'control');
    const value = await run(tx);
    const row = toAuditRow(scope, collected.entry);
    const { messages, studioId } = collected;
    if (row) await insertFact(tx, row, studioId, [...messages, ...factMessages(scope, services, row)]);
    else if (messages.length > 0) throw new Error(`${collected.entry.action} enqueued jobs and changed nothing`);
    attempt.committing = true;
    return value;
  };
}
