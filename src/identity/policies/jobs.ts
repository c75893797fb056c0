import { z } from 'zod';
import { type Notice, sendNotice } from '#identity/notices/jobs.ts';
import { TWO_FACTOR } from '#identity/paths.ts';
import { getPolicy, listWithoutFactor } from '#identity/policies/queries.ts';
import { actorName } from '#platform/actor.ts';
import { defineJob } from '#platform/jobs/define-job.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    /** To members who have no second factor: from which day on the studio asks for one. */
    'identity.tell-factor-needed': { readonly day: string };
  }
}

/** Each once, also when it is tried again; none where the owner has changed it meanwhile. */
export const tellFactorNeeded = defineJob({
  payload: z.object({ day: z.string() }),
  async run(scope, { day }, { key }) {
    const { factorFrom } = await getPolicy(scope.control, scope.studio.id);
    if (factorFrom !== day) return;
    const by = actorName(scope.actor);
    const notice: Notice = { event: 'factor-needed', path: TWO_FACTOR, at: scope.now, day, by };
    for (const member of await listWithoutFactor(scope.control, scope.studio))
      await sendNotice(scope, member, notice, `${key} ${member.id}`);
  },
});
