import type { Translate } from '#platform/i18n/translate.ts';
import { attr } from '#views/ui/attr.ts';

const KEYS = {
  'new-device': 'newDevice',
  'password-changed': 'passwordChanged',
  'role-changed': 'roleChanged',
  'factor-lifted': 'factorLifted',
  'member-lifted': 'memberLifted',
  'bank-changed': 'bankChanged',
  'policy-changed': 'policyChanged',
  'factor-needed': 'factorNeeded',
  recovery: 'recovery',
  'member-recovery': 'memberRecovery',
} as const;

export type NoticeEvent = keyof typeof KEYS;

interface Props {
  readonly t: Translate;
  readonly event: NoticeEvent;
  /** null: to be greeted without a name. */
  readonly name: string | null;
  /** Empty where there is nothing to say. */
  readonly values: Readonly<Record<'host' | 'at' | 'by' | 'member' | 'device' | 'address' | 'from' | 'role', string>>;
  /** Absolute; where to act. */
  readonly link: string;
}

interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What happened, who did it, and what to do for those who did not expect it. */
export async function noticeMail({ t, event, name, values, link }: Props): Promise<MailText> {
  const key = KEYS[event];
  const lines = [
    name === null ? t('identity.mail.greeting') : t('identity.mail.hello', { name }),
    t(`identity.notice.${key}.what`, values),
    ...(values.by === '' || !TOLD.has(event) ? [] : [t('identity.notice.by', { by: values.by })]),
    t(`identity.notice.${key}.ifNot`),
  ];
  const page = (
    <>
      {lines.map((line) => (
        <p safe>{line}</p>
      ))}
      <p>
        <a href={attr(link)} safe>
          {t(`identity.notice.${key}.button`)}
        </a>
      </p>
    </>
  );
  const subject = t(`identity.notice.${key}.subject`);
  return { subject, text: [...lines, link].join('\n\n'), html: String(await page) };
}

/** Where it matters whose doing it was. */
const TOLD: ReadonlySet<NoticeEvent> = new Set([
  'role-changed',
  'factor-lifted',
  'member-lifted',
  'bank-changed',
  'policy-changed',
  'factor-needed',
]);
