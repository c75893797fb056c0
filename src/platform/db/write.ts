/**
 * The one way to change a studio's data: permission, transaction, audit row, outbox and log line in one call.
 * Effects are collected while the work runs, stored with it, and leave only once it is committed.
 */
import { forbiddenFor } from '#platform/authz/can.ts';
import { type AuditRow, actorOf, detailsOf, loginOf, storeAudit } from '#platform/db/audit.ts';
import { newId } from '#platform/db/ids.ts';
import { type Attempt, retrying } from '#platform/db/retry.ts';
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import { AppError } from '#platform/http/errors.ts';
import type { FactPayload } from '#platform/jobs/facts.ts';
import { claimRequestKey } from '#platform/request-keys/claim.ts';
import type {
  Action,
  Actor,
  Circumstances,
  ControlScope,
  Permission,
  Scope,
  Subject,
  WriteOf,
} from '#platform/scope.ts';
import { type LogFields, log } from '#platform/telemetry/log.ts';
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
  /** After the commit, with the names of the actions; never throws. See platform/live. */
  announce(studioId: string, actions: readonly string[]): void;
}

type Transaction = <T>(work: (tx: WriteDb) => Promise<T>) => Promise<T>;

/** What an action has said of itself so far; null until it has, 'unchanged' when it is to leave no trace. */
export interface AuditEntry {
  readonly id: string;
  readonly action: Action;
  told:
    | { readonly subject: Subject | null; readonly details: unknown; readonly circumstances: Circumstances }
    | 'unchanged'
    | null;
}

/** Entries and messages of one attempt; a second attempt begins with empty hands. */
interface Collected {
  readonly entries: AuditEntry[];
  readonly messages: OutboxMessage[];
}

/** @returns null when nothing came of it @throws when a write has forgotten to say what it is about */
export function toAuditRow(
  { actor, requestId, address }: ControlScope,
  { id, action, told }: AuditEntry,
): AuditRow | null {
  if (told === null) throw new Error(`${action} ended without about() or unchanged()`);
  if (told === 'unchanged') return null;
  const { subject, circumstances } = told;
  const { changes = {} } = circumstances;
  const changed = Object.keys(changes).length > 0 ? { ...(told.details as object), changes } : told.details;
  const details = detailsOf(actor, changed);
  const clientId = subject?.kind === 'client' ? subject.id : (circumstances.clientId ?? null);
  const at = circumstances.at ?? null;
  const from = { requestId, address, loginId: loginOf(actor) };
  return { id, at, action, actor: actorOf(actor), subject, clientId, details, ...from };
}

/** A committed action is the event: each subscriber gets a job of its own, with ids alone. */
export function factMessages(
  { actor }: ControlScope,
  { subscribers }: Pick<WriteServices, 'subscribers'>,
  { id: entryId, action, subject }: AuditRow,
): readonly OutboxMessage[] {
  return subscribers(action).map((job) => {
    const payload: FactPayload = { action, entryId, subject };
    return { id: newId(), job, payload, actor, notBefore: null };
  });
}

export function assertAllowed({ actor }: ControlScope, services: Pick<WriteServices, 'can'>, action: Permission): void {
  if (!services.can(actor, action)) throw new AppError('forbidden', forbiddenFor(actor));
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

/** What follows the work in its transaction. */
function completing<T>(
  scope: Scope,
  services: WriteServices,
  attempt: Attempt,
  { entries, messages }: Collected,
  run: (tx: WriteDb) => Promise<T>,
): (tx: WriteDb) => Promise<T> {
  return async (tx) => {
    await claimRequestKey(tx, scope, 'studio');
    const value = await run(tx);
    const rows = entries.flatMap((entry) => toAuditRow(scope, entry) ?? []);
    for (const row of rows) messages.push(...factMessages(scope, services, row));
    if (messages.length > 0) {
      await services.storeMessages(tx, messages);
      await services.hint(scope.studio.id);
    }
    await storeAudit(tx, rows);
    attempt.committing = true;
    return value;
  };
}

/** Tries the whole transaction twice more when it was rolled back or lost its connection before COMMIT: nothing had left it yet. */
export function createWrite(scope: () => Scope, services: WriteServices, transaction: Transaction): Scope['write'] {
  return (action, work) =>
    inSpan(action, async () => {
      const self = scope();
      assertAllowed(self, services, action);
      const fields = { request: self.requestId, studio: self.studio.slug };
      return retrying({ ...fields, action }, async (attempt) => {
        const collected: Collected = { entries: [], messages: [] };
        const run = (tx: WriteDb) => work(openWrite(self, services, tx, collected, action));
        const result = await transaction(completing(self, services, attempt, collected, run));
        self.requestKey.claimed.add('studio');
        if (collected.messages.length > 0) services.dispatch(self.studio.id, collected.messages);
        services.announce(self.studio.id, actionsOf(collected.entries));
        logAction(self, collected.entries[0], fields);
        return result;
      });
    });
}

function actionsOf(entries: readonly AuditEntry[]): readonly string[] {
  return entries.filter(({ told }) => told !== 'unchanged').map(({ action }) => action);
}

/** Its name in the log is the action's, committed or not worth a trace. */
export function logAction({ actor }: ControlScope, entry: AuditEntry | undefined, fields: LogFields): void {
  if (!entry) return;
  const subject = entry.told && entry.told !== 'unchanged' ? entry.told.subject?.id : undefined;
  log.info(entry.action, { ...fields, actor: actorOf(actor).id, subject });
}
