import { lt, or } from 'drizzle-orm';
import { z } from 'zod';
import { removeRows } from '#platform/db/sweep.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import { portalLinks, portalLogins } from '#portal/schema.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'portal.sweep': Record<string, never>;
  }
}

/** After their end, as with members: the studio may ask what was opened when. */
const KEPT_MS = 30 * 86_400_000;

/** Every night: links and logins that have opened nothing for a month are forgotten. Anyone may ask for a link. */
export const sweep = defineJob({
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  async run(scope) {
    const old = new Date(scope.now.getTime() - KEPT_MS);
    await removeRows(scope, portalLinks, lt(portalLinks.expiresAt, old));
    await removeRows(scope, portalLogins, or(lt(portalLogins.expiresAt, old), lt(portalLogins.revokedAt, old)));
  },
});
