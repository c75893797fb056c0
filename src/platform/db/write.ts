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
import type { FactPayload } from '#platform/jobs/facts.ts';
import type { Action, Actor, Circumstances, Permission, Scope, Subject, WriteOf } from '#platform/scope.ts';
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
  /** Names of the jobs that want to hear of an action. */
  subscribers(action: string): readonly string[];
  /** Stores messages inside the transaction. */
  storeMessages(tx: WriteDb, messages: readonly OutboxMessage[]): Promise<void>;
  /** Notes in the control database, before the studio's commit, that there may be something to send. */
  hint(studioId: string): Promise<void>;
  /** After the commit; never throws. */
  dispatch(studioId: string, messages: readonly OutboxMessage[]): void;
}

type Transaction = <T>(work: (tx: WriteDb) => Promise<T>) => Promise<T>;

interface AuditEntry {
  readonly id: string;
  readonly action: Action;
  /** Null until the write has said what it is about; 'unchanged' when it is to leave no trace. */
  told:
    | { readonly subject: Subject | null; readonly details: unknown; readonly circumstances: Circumstances }
    | 'unchanged'
    | null;
}

/** An entry of which something came. */
type Fact = AuditEntry & { readonly told: Exclude<AuditEntry['told'], 'unchanged' | null> };
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

function auditRow(scope: Scope, { id, action, told }: Fact): SQL {
  const { actor } = scope;
  const { subject, details, circumstances } = told;
  const clientId = subject?.kind === 'client' ? subject.id : (circumstances.clientId ?? null);
  return sql`(${id}::uuid, coalesce(${circumstances.at?.toISOString() ?? null}::timestamptz, now()), ${action}, ${actor.kind},
    ${actorId(actor)}::uuid, ${actorName(actor)}, ${subject?.kind ?? null}, ${subject?.id ?? null}::uuid, ${clientId}::uuid,
    ${JSON.stringify(details)}::jsonb, ${scope.requestId})`;
}

async function storeAudit(tx: WriteDb, scope: Scope, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => auditRow(scope, fact));
  await tx.execute(sql`
    insert into audit (id, at, action, actor_kind, actor_id, actor_name, subject_kind, subject_id, client_id, details, request_id)
    values ${sql.join(rows, sql`, `)}`);
}

/** @throws when a write has forgotten to say what it is about */
function factsOf(entries: readonly AuditEntry[]): readonly Fact[] {
  const forgetful = entries.find(({ told }) => told === null);
  if (forgetful) throw new Error(`${forgetful.action} ended without about() or unchanged()`);
  return entries.filter((entry): entry is Fact => entry.told !== 'unchanged');
}

/** A committed action is the event: each subscriber gets a job of its own, with ids alone. */
function factMessages(scope: Scope, services: WriteServices, facts: readonly Fact[]): readonly OutboxMessage[] {
  return facts.flatMap(({ id: entryId, action, told: { subject } }) =>
    services.subscribers(action).map((job) => {
      const payload: FactPayload = { action, entryId, subject };
      return { id: newId(), job, payload, actor: scope.actor, notBefore: null };
    }),
  );
}

function assertAllowed(scope: Scope, services: WriteServices, action: Permission): void {
  if (!services.can(scope.actor, action)) throw new AppError('forbidden', 'platform.error.forbidden');
}

/** The Write handed to `work`; asking it to write again joins the same transaction with an audit row of its own. */
function openWrite<A extends Action>(
  scope: Scope,
  services: WriteServices,
  tx: WriteDb,
  collected: Collected,
  action: A,
): WriteOf<A> {
  const entry: AuditEntry = { id: newId(), action, told: null };
  collected.entries.push(entry);
  return {
    ...scope,
    db: tx as ReadDb,
    tx,
    about(subject, details, circumstances = {}) {
      entry.told = { subject, details, circumstances };
    },
    unchanged() {
      entry.told = 'unchanged';
    },
    enqueue(job, payload, { notBefore = null } = {}) {
      collected.messages.push({ id: newId(), job, payload, actor: scope.actor, notBefore });
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
    const facts = factsOf(collected.entries);
    await storeAudit(tx, scope, facts);
    collected.messages.push(...factMessages(scope, services, facts));
    if (collected.messages.length > 0) {
      await services.storeMessages(tx, collected.messages);
      await services.hint(scope.studio.id);
    }
    collected.committing = true;
    return value;
  });
}

function subjectId(entry: AuditEntry | undefined): string | undefined {
  return entry?.told && entry.told !== 'unchanged' ? entry.told.subject?.id : undefined;
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
          log.info(action, { ...fields, actor: actorId(self.actor), subject: subjectId(collected.entries[0]) });
          return result;
        } catch (error) {
          const again = isRolledBack(error) || (isConnectionLost(error) && !collected.committing);
          if (tries >= 3 || !again) throw error;
          log.warn('db.retry', { ...fields, action, tries, error });
        }
      }
    });
}
