import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { clients } from '#clients/schema.ts';
import { idSchema } from '#platform/db/ids.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import { type PortalLinkId, tokenFor } from '#portal/logins.ts';
import { portalEntryPath } from '#portal/paths.ts';
import { portalLinks } from '#portal/schema.ts';
import { linkEmail } from '#views/portal/link.email.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'portal.send-link': { linkId: PortalLinkId };
  }
}

/** Nobody has the address: nothing is sent, and nobody outside can tell. */
export const sendLink = defineJob({
  payload: z.object({ linkId: idSchema<'portal-link'>() }),
  async run(scope, { linkId }, { key }) {
    const [client] = await scope.db
      .select({ name: clients.name, email: clients.email, language: clients.language })
      .from(portalLinks)
      .innerJoin(clients, eq(clients.id, portalLinks.clientId))
      .where(eq(portalLinks.id, linkId));
    if (!client?.email) return;
    const link = scope.link(portalEntryPath(tokenFor(scope, linkId)));
    await scope.mail.send(linkEmail({ studio: scope.studio, client: { ...client, email: client.email }, link }), key);
  },
});
