/** The key of a form is taken in the transaction that does what the form asks for: both are kept, or neither. */
import { sql } from 'drizzle-orm';
import type { WriteDb } from '#platform/db/types.ts';
import type { ControlScope, RequestKey } from '#platform/scope.ts';

/** The form was sent before, and that request did its work: this one must not. `answerOnce` finds the first one's answer. */
export class RepeatedRequest extends Error {}

type Database = 'control' | 'studio';

const KEPT_HOURS = 24;
/** Each new key takes some old ones away, so that the table stays as long as a day's forms. */
const PURGED_AT_ONCE = 10;

export function noRequestKey(): RequestKey {
  return { sent: null, claimed: new Set() };
}

/**
 * First statement of a write: of two requests with one key the second waits here until the first has ended.
 * @throws RepeatedRequest when the first was committed
 */
export async function claimRequestKey(
  tx: WriteDb,
  { requestKey: { sent, claimed }, requestId }: Pick<ControlScope, 'requestKey' | 'requestId'>,
  database: Database,
): Promise<void> {
  if (!sent || claimed.has(database)) return;
  const rows = await tx.execute(sql`
    with old as (
      select key from request_keys where created_at < clock_timestamp() - make_interval(hours => ${KEPT_HOURS})
      order by created_at limit ${PURGED_AT_ONCE} for update skip locked),
    purged as (delete from request_keys where key in (select key from old))
    insert into request_keys (key, fingerprint, request_id) values (${sent.key}, ${sent.fingerprint}, ${requestId})
    on conflict (key) do nothing returning 1`);
  if (rows.length === 0) throw new RepeatedRequest('the form was sent before');
}
