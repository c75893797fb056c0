import type { Translate } from '#platform/i18n/translate.ts';
import type { Mail } from '#platform/mail/mailer.ts';
import type { Studio } from '#platform/scope.ts';

interface Props {
  /** In the client's language. */
  readonly t: Translate;
  readonly studio: Studio;
  readonly to: { readonly name: string; readonly email: string };
  readonly link: string;
  /** Six digits. */
  readonly code: string;
}

/** Link and code are on lines of their own, so that every mail program makes the one a link and the other easy to copy. */
export function linkEmail({ t, studio, to, link, code }: Props): Mail {
  return {
    to: to.email,
    fromName: studio.name,
    subject: t('portal.email.link.subject', { studio: studio.name }),
    text: [
      t('portal.email.hello', { name: to.name }),
      '',
      t('portal.email.link.text', { studio: studio.name }),
      '',
      link,
      '',
      t('portal.email.code.text'),
      '',
      code,
      '',
      t('portal.email.link.end'),
    ].join('\n'),
  };
}
