import { z } from 'zod';
import { greetingName } from '#clients/model.ts';
import { idSchema } from '#platform/db/ids.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { isLocale } from '#platform/i18n/locale.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import type { Scope } from '#platform/scope.ts';
import { codeFor, type PortalLinkId, tokenFor } from '#portal/links/service.ts';
import { portalEntryPath } from '#portal/paths.ts';
import { findLink, listPeople } from '#portal/queries.ts';
import { invitationEmail } from '#views/portal/invitation.email.ts';
import { linkEmail } from '#views/portal/link.email.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'portal.send-link': { linkId: PortalLinkId; next?: string | undefined };
    'portal.send-invitation': { linkId: PortalLinkId };
  }
}

/** Null where the address is unknown: nothing is sent, and the answer did not tell. */
async function findReader(scope: Scope, linkId: PortalLinkId) {
  const link = await findLink(scope.db, linkId);
  const [person] = link?.email ? await listPeople(scope.db, link.email) : [];
  if (!link?.email || !person) return null;
  const { studio } = scope;
  const t = createTranslator(catalogs, isLocale(person.language) ? person.language : studio.locale, 'show-key');
  return { t, studio, to: { name: greetingName(person), email: link.email } };
}

export const sendLink = defineJob({
  payload: z.object({ linkId: idSchema<'portal-link'>(), next: z.string().optional() }),
  async run(scope, { linkId, next }, { key }) {
    const reader = await findReader(scope, linkId);
    if (!reader) return;
    const link = scope.link(portalEntryPath(tokenFor(scope, linkId), next));
    await scope.mail.send(linkEmail({ ...reader, link, code: codeFor(scope, linkId) }), key);
  },
});

export const sendInvitation = defineJob({
  payload: z.object({ linkId: idSchema<'portal-link'>() }),
  async run(scope, { linkId }, { key }) {
    const reader = await findReader(scope, linkId);
    if (!reader) return;
    await scope.mail.send(
      invitationEmail({ ...reader, link: scope.link(portalEntryPath(tokenFor(scope, linkId))) }),
      key,
    );
  },
});
