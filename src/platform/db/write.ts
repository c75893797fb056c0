/**
 * The one way to change a studio's data: permission, transaction, audit row, outbox and log line in one call.
 * Effects are collected while the work runs, stored with it, and leave only once it is committed.
 */
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { isConnectionLost, isRolledBack } from '#platform/db/errors.ts';
import { newId } from '#platform/db/ids.ts';
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Actor, Permission, Scope, Subject, Write } from '#platform/scope.ts';
import { log } from '#platform/telemetry/log.ts';
import { inSpan } from '#platform/telemetry/trace.ts';

export interface OutboxMessage {
  readonly id: string;
  readonly job: string;
  readonly payload: unknown;
  readonly actor: Actor;
  readonly notBefore: Date | null;
}

/** What a write needs from the rest of the platform. */
export interface WriteServices {
  can(actor: Actor, permission: Permission): boolean;
  /** Names of the jobs that want to hear of an event. */
  subscribers(event: string): readonly string[];
  /** Stores messages inside the transaction. */
  storeMessages(tx: WriteDb, messages: readonly OutboxMessage[]): Promise<void>;
  /** Notes in the control database, before the studio's commit, that there may be something to send. */
  hint(studioId: string): Promise<void>;
  /** After the commit; never throws. */
  dispatch(studioId: string, messages: readonly OutboxMessage[]): void;
}

type Transaction = <T>(work: (tx: WriteDb) => Promise<T>) => Promise<T>;

interface AuditEntry {
  readonly action: Permission;
  subject: Subject | null;
  details: Readonly<Record<string, unknown>>;
}

/** Entries and messages of one attempt; a second attempt begins with empty hands. */
interface Collected {
  readonly entries: AuditEntry[];
  readonly messages: OutboxMessage[];
  /** COMMIT has been sent, or is about to be: a connection lost from here on leaves open what became of it. */
  committing: boolean;
}

function actorName(actor: Actor): string {
  return actor.kind === 'anonymous' ? '' : actor.name;
}

function actorId(actor: Actor): string | null {
  return actor.kind === 'user' || actor.kind === 'client' ? actor.id : null;
}

function auditRow(scope: Scope, entry: AuditEntry): SQL {
  const { actor } = scope;
  return sql`(${newId()}::uuid, ${entry.action}, ${actor.kind}, ${actorId(actor)}::uuid, ${actorName(actor)}, ${entry.subject?.kind ?? null},
    ${entry.subject?.id ?? null}::uuid, ${JSON.stringify(entry.details)}::jsonb, ${scope.requestId})`;
}

async function storeAudit(tx: WriteDb, scope: Scope, entries: readonly AuditEntry[]): Promise<void> {
  const rows = entries.map((entry) => auditRow(scope, entry));
  await tx.execute(sql`
    insert into audit (id, action, actor_kind, actor_id, actor_name, subject_kind, subject_id, details, request_id)
    values ${sql.join(rows, sql`, `)}`);
}

function assertAllowed(scope: Scope, services: WriteServices, action: Permission): void {
  if (!services.can(scope.actor, action)) throw new AppError('forbidden', 'platform.error.forbidden');
}

/** The Write handed to `work`; asking it to write again joins the same transaction with an audit row of its own. */
function openWrite(
  scope: Scope,
  services: WriteServices,
  tx: WriteDb,
  collected: Collected,
  action: Permission,
): Write {
  const entry: AuditEntry = { action, subject: null, details: {} };
  collected.entries.push(entry);
  const push = (job: string, payload: unknown, notBefore: Date | null = null) =>
    collected.messages.push({ id: newId(), job, payload, actor: scope.actor, notBefore });
  return {
    ...scope,
    db: tx as ReadDb,
    tx,
    about(subject, details = {}) {
      entry.subject = subject;
      entry.details = details;
    },
    enqueue: (job, payload, options) => void push(job, payload, options?.notBefore ?? null),
    emit(event, payload) {
      for (const job of services.subscribers(event)) push(job, payload);
    },
    async write(nested, work) {
      assertAllowed(scope, services, nested);
      return work(openWrite(scope, services, tx, collected, nested));
    },
  };
}

async function attempt<T>(
  scope: Scope,
  services: WriteServices,
  transaction: Transaction,
  collected: Collected,
  run: (tx: WriteDb) => Promise<T>,
): Promise<T> {
  return transaction(async (tx) => {
    const value = await run(tx);
    await storeAudit(tx, scope, collected.entries);
    if (collected.messages.length > 0) {
      await services.storeMessages(tx, collected.messages);
      await services.hint(scope.studio.id);
    }
    collected.committing = true;
    return value;
  });
}

/** Tries the whole transaction twice more when it was rolled back or lost its connection before COMMIT: nothing had left it yet. */
export function createWrite(scope: () => Scope, services: WriteServices, transaction: Transaction): Scope['write'] {
  return (action, work) =>
    inSpan(action, async () => {
      const self = scope();
      assertAllowed(self, services, action);
      const fields = { request: self.requestId, studio: self.studio.slug };
      for (let tries = 1; ; tries += 1) {
        const collected: Collected = { entries: [], messages: [], committing: false };
        try {
          const result = await attempt(self, services, transaction, collected, (tx) =>
            work(openWrite(self, services, tx, collected, action)),
          );
          if (collected.messages.length > 0) services.dispatch(self.studio.id, collected.messages);
          log.info(action, { ...fields, actor: actorId(self.actor), subject: collected.entries[0]?.subject?.id });
          return result;
        } catch (error) {
          const again = isRolledBack(error) || (isConnectionLost(error) && !collected.committing);
          if (tries >= 3 || !again) throw error;
          log.warn('db.retry', { ...fields, action, tries, error });
        }
      }
    });
}
