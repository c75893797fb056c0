import { z } from 'zod';
import { LOGIN, PASSKEYS, TWO_FACTOR } from '#identity/paths.ts';
import { findMember } from '#identity/queries.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
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
  async run(scope, { userId, event }, { key }) {
    const account = await findMember(scope.control, scope.studio.id, userId);
    if (!account) return;
    const t = createTranslator(catalogs, account.locale ?? scope.studio.locale);
    // Names that were typed at a sign-up are not mailed to an address that is not proved.
    const proved = account.confirmedAt !== null;
    const mail = await factorNoticeMail({
      t,
      event,
      name: proved ? account.name : null,
      host: scope.studio.host,
      link: scope.link(PLACES[event]),
    });
    const fromName = proved ? scope.studio.name : t('identity.confirmation.from');
    await scope.mail.send({ to: account.email, fromName, ...mail }, key);
  },
});
