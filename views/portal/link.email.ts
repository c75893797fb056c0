import type { Translate } from '#platform/i18n/translate.ts';
import type { Mail } from '#platform/mail/mailer.ts';
import type { Studio } from '#platform/scope.ts';

interface Props {
  /** In the client's language. */
  readonly t: Translate;
  readonly studio: Studio;
  readonly client: { readonly name: string; readonly email: string };
  readonly link: string;
}

/** The link is on a line of its own, so that every mail program makes it one. */
export function linkEmail({ t, studio, client, link }: Props): Mail {
  return {
    to: client.email,
    fromName: studio.name,
    subject: t('portal.email.link.subject', { studio: studio.name }),
    text: [
      t('portal.email.hello', { name: client.name }),
      '',
      t('portal.email.link.text', { studio: studio.name }),
      '',
      link,
      '',
      t('portal.email.link.end'),
    ].join('\n'),
  };
}
