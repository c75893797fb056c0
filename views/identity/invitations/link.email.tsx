import type { Translate } from '#platform/i18n/translate.ts';
import type { Role } from '#platform/scope.ts';
import { type Letter, letter } from '#views/identity/letter.tsx';

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

export function invitationMail({ t, link, studio, inviter, role, until }: Props): Promise<Letter> {
  const before = [
    t('identity.mail.greeting'),
    t('identity.invitation.mail.lead', { inviter, studio, role: t(`ui.role.${role}`) }),
  ];
  const after = [t('identity.invitation.mail.until', { until }), t('identity.invitation.mail.ignore')];
  const subject = t('identity.invitation.mail.subject', { inviter, studio });
  return letter({ subject, before, link, button: t('identity.invitation.mail.button'), after });
}
