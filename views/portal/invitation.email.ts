import type { Translate } from '#platform/i18n/translate.ts';
import type { Mail } from '#platform/mail/mailer.ts';
import type { Studio } from '#platform/scope.ts';

interface Props {
  /** In the client's language. */
  readonly t: Translate;
  readonly studio: Studio;
  readonly to: { readonly name: string; readonly email: string };
  readonly link: string;
}

/** The studio opens its portal to a person who did not ask. */
export function invitationEmail({ t, studio, to, link }: Props): Mail {
  return {
    to: to.email,
    fromName: studio.name,
    subject: t('portal.email.invitation.subject', { studio: studio.name }),
    text: [
      t('portal.email.hello', { name: to.name }),
      '',
      t('portal.email.invitation.text', { studio: studio.name }),
      '',
      link,
      '',
      t('portal.email.invitation.end'),
    ].join('\n'),
  };
}
