/**
 * Rows of a studio's log that no write leaves: a refused login, something that was not allowed, a list that was taken along. A page
 * writes nothing, so they go with the batches into the log of the installation, and from there to the studio's within a minute.
 */
import type { StoreBatch } from '#platform/batches/batches.ts';
import { insertFact } from '#platform/control/queries.ts';
import { type AuditRow, actorOf, loginOf } from '#platform/db/audit.ts';
import { newId } from '#platform/db/ids.ts';
import type { Action, ControlScope, WriteOf } from '#platform/scope.ts';
import { log } from '#platform/telemetry/log.ts';

declare module '#platform/scope.ts' {
  interface Batches {
    'platform.notes': true;
  }
}

interface Note {
  readonly studioId: string | null;
  readonly row: Omit<AuditRow, 'at'>;
}

/** Of some seconds, in one process: someone who is refused that often adds nothing by the next one. */
const MOST = 500;

type About<A extends Action> = Parameters<WriteOf<A>['about']>;

export function noteAction<A extends Action>(scope: ControlScope, action: A, ...[subject, details]: About<A>): void {
  const { actor, requestId, address, studio } = scope;
  const from = { requestId, address, loginId: loginOf(actor), clientId: null };
  const row = { id: newId(), action, actor: actorOf(actor), subject, details, ...from };
  scope.batch('platform.notes', JSON.stringify({ studioId: studio?.id ?? null, row } satisfies Note));
}

export const storeNotes: StoreBatch = async (tx, latest) => {
  if (latest.size > MOST) log.warn('audit.notes', { dropped: latest.size - MOST });
  for (const [text, at] of [...latest].slice(0, MOST)) {
    const { studioId, row } = JSON.parse(text) as Note;
    await insertFact(tx, { ...row, at }, studioId, []);
  }
};
