import type { Translate } from '#platform/i18n/translate.ts';
import { greeting, type Letter, letter } from '#views/identity/letter.tsx';

interface Props {
  readonly t: Translate;
  /** Absolute. */
  readonly link: string;
  /** null: to be greeted without a name. */
  readonly name: string | null;
  readonly studio: string;
}

export function passwordResetMail({ t, link, name, studio }: Props): Promise<Letter> {
  return letter({
    subject: t('identity.mail.subject', { studio }),
    before: [greeting(t, name), t('identity.mail.lead', { studio })],
    link,
    button: t('identity.mail.button'),
    after: [t('identity.mail.ignore')],
  });
}
