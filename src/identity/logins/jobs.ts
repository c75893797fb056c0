import { lt, or } from 'drizzle-orm';
import { z } from 'zod';
import { spentChallenges } from '#identity/passkeys/schema.ts';
import { pendingRequests } from '#identity/proof/schema.ts';
import { sweepRecoveries } from '#identity/recoveries/service.ts';
import { invitations, knownBrowsers, logins, passwordResets, welcomes } from '#identity/schema.ts';
import { halfLogins, rememberedDevices } from '#identity/two-factor/schema.ts';
import { removeRows } from '#platform/db/sweep.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import type { ControlScope } from '#platform/scope.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.sweep': Record<string, never>;
  }
}

const DAY_MS = 86_400_000;

/** What opens nothing any more is forgotten: most after a month, a browser that was not seen for a year. */
async function sweep(scope: ControlScope): Promise<void> {
  const { control, now } = scope;
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const old = before(30);
  await removeRows(control, logins, or(lt(logins.expiresAt, old), lt(logins.revokedAt, old)));
  for (const table of [passwordResets, welcomes, halfLogins, rememberedDevices, invitations])
    await removeRows(control, table, lt(table.expiresAt, old));
  for (const table of [pendingRequests, spentChallenges]) await removeRows(control, table, lt(table.expiresAt, now));
  await removeRows(control, knownBrowsers, lt(knownBrowsers.lastLoginAt, before(365)));
  await sweepRecoveries(scope);
}

/** Every night, on the main host alone: the rows of all studios lie in one database. */
export const sweepEntries = defineJob({
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  run: sweep,
  runOnMain: sweep,
});
