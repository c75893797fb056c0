/** When a login was last used: its own list shows it, and an idle one ends. */
import { sql } from 'drizzle-orm';
import { logins } from '#identity/schema.ts';
import type { StoreBatch } from '#platform/batches/batches.ts';

declare module '#platform/scope.ts' {
  interface Batches {
    'identity.seen': true;
  }
}

/** Never backwards: another process may have seen it later. */
export const storeSeen: StoreBatch = async (tx, latest) => {
  const seen = [...latest].map(([id, at]) => ({ id, at }));
  await tx.execute(sql`
    update ${logins} set last_seen_at = seen.at
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as seen (id uuid, at timestamptz)
    where ${logins.id} = seen.id and ${logins.lastSeenAt} < seen.at`);
};
