/** When a login was last used. Pages write nothing, so that it goes with the batches and reaches the studio as a job. */
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { StoreBatch } from '#platform/batches/batches.ts';
import { idSchema } from '#platform/db/ids.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import type { PortalLoginId } from '#portal/logins.ts';
import { portalLogins } from '#portal/schema.ts';

interface Seen {
  readonly id: PortalLoginId;
  readonly at: string;
}

declare module '#platform/scope.ts' {
  interface Batches {
    'portal.seen': true;
  }
  interface Jobs {
    'portal.note-seen': { logins: Seen[] };
  }
}

export const storeSeen: StoreBatch = async (_, latest, hand) => {
  const studios = new Map<string, Seen[]>();
  for (const [key, at] of latest) {
    const [studioId = '', id = ''] = key.split(' ');
    const seen = { id: id as PortalLoginId, at: at.toISOString() };
    studios.set(studioId, [...(studios.get(studioId) ?? []), seen]);
  }
  for (const [studioId, logins] of studios) hand(studioId, 'portal.note-seen', { logins });
};

/** Never backwards: another process may have seen it later. */
export const noteSeen = defineJob({
  payload: z.object({ logins: z.array(z.object({ id: idSchema<'portal-login'>(), at: z.string() })) }),
  async run(scope, { logins }) {
    await scope.writeUnaudited('batch', (tx) =>
      tx.execute(sql`
        update ${portalLogins} set last_seen_at = seen.at
        from jsonb_to_recordset(${JSON.stringify(logins)}::jsonb) as seen (id uuid, at timestamptz)
        where ${portalLogins.id} = seen.id and coalesce(${portalLogins.lastSeenAt} < seen.at, true)`),
    );
  },
});
