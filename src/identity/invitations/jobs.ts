import { z } from 'zod';
import { createLink, markUnsent } from '#identity/invitations/service.ts';
import { invitationPath } from '#identity/paths.ts';
import { findOwnerOfAddress } from '#identity/queries.ts';
import { createFormatter } from '#platform/format/formatter.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import { invitationMail } from '#views/identity/invitations/link.email.tsx';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.send-invitation': { readonly invitationId: string; readonly sending: number };
  }
}

/** In the language of the account that the address has, which the inviter does not learn of. */
export const sendInvitation = defineJob({
  payload: z.object({ invitationId: z.string(), sending: z.number() }),
  async run(scope, { invitationId, sending }, { key }) {
    const link = await createLink(scope, invitationId, sending);
    if (!link) return;
    const { studio } = scope;
    const { email, role, inviterName, expiresAt } = link.invitation;
    const account = await findOwnerOfAddress(scope.control, email);
    const locale = account?.locale ?? studio.locale;
    const { timeZone, currency } = studio;
    const mail = await invitationMail({
      t: createTranslator(catalogs, locale),
      link: scope.link(invitationPath(link.token)),
      studio: studio.name,
      inviter: inviterName,
      role,
      until: createFormatter({ locale, timeZone, currency }).date(expiresAt, 'long'),
    });
    if (!(await scope.mail.send({ to: email, ...mail }, key))) await markUnsent(scope, invitationId);
  },
  giveUp: (scope, { invitationId }) => markUnsent(scope, invitationId),
});
