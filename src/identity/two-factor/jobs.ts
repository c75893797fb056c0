import { z } from 'zod';
import { nameOf } from '#identity/here.ts';
import { LOGIN, PASSKEYS, TWO_FACTOR } from '#identity/paths.ts';
import { findAccount } from '#identity/queries.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { DEFAULT_LOCALE } from '#platform/i18n/locales.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts';
import type { MainScope, Scope } from '#platform/scope.ts';
import { factorNoticeMail } from '#views/identity/two-factor/notice.email.tsx';

const FACTOR_EVENTS = ['added', 'removed', 'code-used', 'codes-renewed', 'passkey-added', 'passkey-removed'] as const;

export type FactorEvent = (typeof FACTOR_EVENTS)[number];

/** Where to act if it was another. */
const PLACES = {
  added: LOGIN,
  removed: LOGIN,
  'code-used': TWO_FACTOR,
  'codes-renewed': TWO_FACTOR,
  'passkey-added': PASSKEYS,
  'passkey-removed': PASSKEYS,
} as const satisfies Record<FactorEvent, string>;

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.send-factor-notice': { readonly userId: string; readonly event: FactorEvent };
  }
}

/** What changed about the way in, and what to do for those who did not change it. */
export const sendFactorNotice = defineJob({
  payload: z.object({ userId: z.string(), event: z.enum(FACTOR_EVENTS) }),
  run: send,
  runOnMain: send,
});

async function send(
  scope: Scope | MainScope,
  { userId, event }: { readonly userId: string; readonly event: FactorEvent },
  { key }: JobRun,
): Promise<void> {
  const account = await findAccount(scope, userId);
  if (!account) return;
  const t = createTranslator(catalogs, account.locale ?? scope.studio?.locale ?? DEFAULT_LOCALE);
  // Names that were typed at a sign-up are not mailed to an address that is not proved.
  const proved = account.confirmedAt !== null;
  const mail = await factorNoticeMail({
    t,
    event,
    name: proved ? account.name : null,
    host: new URL(scope.link('/')).hostname,
    link: scope.link(PLACES[event]),
  });
  const fromName = proved ? nameOf(scope) : t('identity.confirmation.from');
  await scope.mail.send({ to: account.email, fromName, ...mail }, key);
}
