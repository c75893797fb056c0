import { z } from 'zod';
import { confirmationToken } from '#identity/confirmations/token.ts';
import { confirmationPath } from '#identity/paths.ts';
import { findMember, findOwnerOfAddress } from '#identity/queries.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import { confirmationMail } from '#views/identity/confirmations/link.email.tsx';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.send-confirmation': { readonly userId: string };
  }
}

/** The names were typed at the sign-up, where any address can be typed too: so the mail says none of them. */
export const sendConfirmation = defineJob({
  payload: z.object({ userId: z.string() }),
  async run(scope, { userId }, { key }) {
    const account = await findMember(scope.control, scope.studio.id, userId);
    if (!account || account.confirmedAt) return;
    const t = createTranslator(catalogs, account.locale ?? scope.studio.locale);
    const mail = await confirmationMail({
      t,
      link: scope.link(confirmationPath(confirmationToken(scope, account))),
      host: scope.studio.host,
      joins: (await findOwnerOfAddress(scope.control, account.email)) !== null,
    });
    await scope.mail.send({ to: account.email, fromName: t('identity.confirmation.from'), ...mail }, key);
  },
});
