import type { Translate } from '#platform/i18n/translate.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly t: Translate;
  /** Absolute. */
  readonly link: string;
  /** null: to be greeted without a name. */
  readonly name: string | null;
  readonly studio: string;
}

interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export async function passwordResetMail({ t, link, name, studio }: Props): Promise<MailText> {
  const [hello, lead, ignore] = [
    name === null ? t('identity.mail.greeting') : t('identity.mail.hello', { name }),
    t('identity.mail.lead', { studio }),
    t('identity.mail.ignore'),
  ];
  const page = (
    <>
      <p safe>{hello}</p>
      <p safe>{lead}</p>
      <p>
        <a href={attr(link)} safe>
          {t('identity.mail.button')}
        </a>
      </p>
      <p safe>{ignore}</p>
    </>
  );
  return {
    subject: t('identity.mail.subject', { studio }),
    text: [hello, lead, link, ignore].join('\n\n'),
    html: String(await page),
  };
}
