import type { Translate } from '#platform/i18n/translate.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly t: Translate;
  /** Absolute. */
  readonly link: string;
  /** Of the studio. */
  readonly host: string;
  /** There is an account with this address, which the new one will join. */
  readonly joins: boolean;
}

interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export async function confirmationMail({ t, link, host, joins }: Props): Promise<MailText> {
  const before = [t('identity.mail.greeting'), t('identity.confirmation.mail.lead', { host })];
  const after = [
    t('identity.confirmation.mail.until'),
    ...(joins ? [t('identity.confirmation.mail.joins')] : []),
    t('identity.confirmation.mail.ignore'),
  ];
  const page = (
    <>
      {before.map((line) => (
        <p safe>{line}</p>
      ))}
      <p>
        <a href={attr(link)} safe>
          {t('identity.confirmation.button')}
        </a>
      </p>
      {after.map((line) => (
        <p safe>{line}</p>
      ))}
    </>
  );
  return {
    subject: t('identity.confirmation.mail.subject'),
    text: [...before, link, ...after].join('\n\n'),
    html: String(await page),
  };
}
