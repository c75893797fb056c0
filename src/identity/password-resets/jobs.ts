import { z } from 'zod';
import { nameOf } from '#identity/here.ts';
import { createPasswordReset } from '#identity/password-resets/service.ts';
import { passwordResetPath } from '#identity/paths.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { DEFAULT_LOCALE } from '#platform/i18n/locales.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts';
import type { MainScope, Scope } from '#platform/scope.ts';
import { passwordResetMail } from '#views/identity/password-resets/link.email.tsx';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.send-password-reset': { readonly userId: string };
  }
}

export const sendPasswordReset = defineJob({
  payload: z.object({ userId: z.string() }),
  run: send,
  runOnMain: send,
});

async function send(scope: Scope | MainScope, { userId }: { readonly userId: string }, { key }: JobRun): Promise<void> {
  const reset = await createPasswordReset(scope, userId);
  if (!reset) return;
  const { account, token } = reset;
  const t = createTranslator(catalogs, account.locale ?? scope.studio?.locale ?? DEFAULT_LOCALE);
  // Names that were typed at a sign-up are not mailed to an address that is not proved.
  const proved = account.confirmedAt !== null;
  const host = proved ? nameOf(scope) : new URL(scope.link('/')).hostname;
  const mail = await passwordResetMail({
    t,
    link: scope.link(passwordResetPath(token)),
    name: proved ? account.name : null,
    studio: host,
  });
  const fromName = proved ? host : t('identity.confirmation.from');
  await scope.mail.send({ to: account.email, fromName, ...mail }, key);
}
