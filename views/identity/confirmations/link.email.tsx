import type { Translate } from '#platform/i18n/translate.ts';
import { type Letter, letter } from '#views/identity/letter.tsx';

interface Props {
  readonly t: Translate;
  /** Absolute. */
  readonly link: string;
  /** Of the studio. */
  readonly host: string;
  /** There is an account with this address, which the new one will join. */
  readonly joins: boolean;
}

export function confirmationMail({ t, link, host, joins }: Props): Promise<Letter> {
  const before = [t('identity.mail.greeting'), t('identity.confirmation.mail.lead', { host })];
  const after = [
    t('identity.confirmation.mail.until'),
    ...(joins ? [t('identity.confirmation.mail.joins')] : []),
    t('identity.confirmation.mail.ignore'),
  ];
  const [subject, button] = [t('identity.confirmation.mail.subject'), t('identity.confirmation.button')];
  return letter({ subject, before, link, button, after });
}
