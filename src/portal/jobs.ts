import { z } from 'zod';
import { idSchema } from '#platform/db/ids.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { isLocale } from '#platform/i18n/locale.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import { type PortalLinkId, tokenFor } from '#portal/logins.ts';
import { portalEntryPath } from '#portal/paths.ts';
import { findLinkClient } from '#portal/queries.ts';
import { linkEmail } from '#views/portal/link.email.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'portal.send-link': { linkId: PortalLinkId; next?: string | undefined };
  }
}

/** The address is unknown: nothing is sent, and the answer does not tell. */
export const sendLink = defineJob({
  payload: z.object({ linkId: idSchema<'portal-link'>(), next: z.string().optional() }),
  async run(scope, { linkId, next }, { key }) {
    const client = await findLinkClient(scope.db, linkId);
    if (!client?.email) return;
    const link = scope.link(portalEntryPath(tokenFor(scope, linkId), next));
    const { studio } = scope;
    const t = createTranslator(catalogs, isLocale(client.language) ? client.language : studio.locale, 'show-key');
    await scope.mail.send(linkEmail({ t, studio, client: { ...client, email: client.email }, link }), key);
  },
});
