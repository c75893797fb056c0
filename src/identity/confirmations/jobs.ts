import { z } from 'zod';
import { confirmationToken } from '#identity/confirmations/token.ts';
import { confirmationPath } from '#identity/paths.ts';
import { findAccount, findOwnerOfAddress } from '#identity/queries.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { DEFAULT_LOCALE } from '#platform/i18n/locales.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts';
import type { MainScope, Scope } from '#platform/scope.ts';
import { confirmationMail } from '#views/identity/confirmations/link.email.tsx';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.send-confirmation': { readonly userId: string };
  }
}

/** The names were typed at the sign-up, where any address can be typed too: so the mail says none of them. */
export const sendConfirmation = defineJob({
  payload: z.object({ userId: z.string() }),
  run: send,
  runOnMain: send,
});

async function send(scope: Scope | MainScope, { userId }: { readonly userId: string }, { key }: JobRun): Promise<void> {
  const account = await findAccount(scope, userId);
  if (!account || account.confirmedAt) return;
  const t = createTranslator(catalogs, account.locale ?? scope.studio?.locale ?? DEFAULT_LOCALE);
  const mail = await confirmationMail({
    t,
    link: scope.link(confirmationPath(confirmationToken(scope, account))),
    host: new URL(scope.link('/')).hostname,
    joins: (await findOwnerOfAddress(scope.control, account.email)) !== null,
  });
  await scope.mail.send({ to: account.email, fromName: t('identity.confirmation.from'), ...mail }, key);
}
