import { z } from 'zod';
import { createPasswordReset } from '#identity/password-resets/service.ts';
import { passwordResetPath } from '#identity/paths.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import { passwordResetMail } from '#views/identity/password-resets/link.email.tsx';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.send-password-reset': { readonly userId: string };
  }
}

export const sendPasswordReset = defineJob({
  payload: z.object({ userId: z.string() }),
  async run(scope, { userId }, { key }) {
    const reset = await createPasswordReset(scope, userId);
    if (!reset) return;
    const { account, token } = reset;
    const t = createTranslator(catalogs, account.locale ?? scope.studio.locale);
    const link = scope.link(passwordResetPath(token));
    // Names that were typed at a sign-up are not mailed to an address that is not proved.
    const proved = account.confirmedAt !== null;
    const { name: studio, host } = scope.studio;
    const mail = await passwordResetMail({
      t,
      link,
      name: proved ? account.name : null,
      studio: proved ? studio : host,
    });
    const fromName = proved ? studio : t('identity.confirmation.from');
    await scope.mail.send({ to: account.email, fromName, ...mail }, key);
  },
});
