import { createTranslator } from '#platform/i18n/translate.ts';
import type { Mail } from '#platform/mail/mailer.ts';
import type { Studio } from '#platform/scope.ts';
import { catalogs } from '#views/i18n/catalogs.ts';

interface Props {
  readonly studio: Studio;
  readonly client: { readonly name: string; readonly email: string; readonly language: string | null };
  readonly link: string;
}

/** The link is on a line of its own, so that every mail program makes it one. */
export function linkEmail({ studio, client, link }: Props): Mail {
  const locale = client.language === 'fr' || client.language === 'en' ? client.language : studio.locale;
  const t = createTranslator(catalogs, locale, 'show-key');
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
