import type { Translate } from '#platform/i18n/translate.ts';
import type { Role } from '#platform/scope.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly t: Translate;
  /** Absolute. */
  readonly link: string;
  readonly studio: string;
  readonly inviter: string;
  readonly role: Role;
  /** The last day, in words. */
  readonly until: string;
}

interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export async function invitationMail({ t, link, studio, inviter, role, until }: Props): Promise<MailText> {
  const before = [
    t('identity.mail.greeting'),
    t('identity.invitation.mail.lead', { inviter, studio, role: t(`ui.role.${role}`) }),
  ];
  const after = [t('identity.invitation.mail.until', { until }), t('identity.invitation.mail.ignore')];
  const page = (
    <>
      {before.map((line) => (
        <p safe>{line}</p>
      ))}
      <p>
        <a href={attr(link)} safe>
          {t('identity.invitation.mail.button')}
        </a>
      </p>
      {after.map((line) => (
        <p safe>{line}</p>
      ))}
    </>
  );
  return {
    subject: t('identity.invitation.mail.subject', { inviter, studio }),
    text: [...before, link, ...after].join('\n\n'),
    html: String(await page),
  };
}
