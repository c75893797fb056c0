import type { Translate } from '#platform/i18n/translate.ts';
import { greeting, type Letter, letter } from '#views/identity/letter.tsx';

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

/** What happened, who did it, and what to do for those who did not expect it. */
export function noticeMail({ t, event, name, values, link }: Props): Promise<Letter> {
  const key = KEYS[event];
  const before = [
    greeting(t, name),
    t(`identity.notice.${key}.what`, values),
    ...(values.by === '' || !TOLD.has(event) ? [] : [t('identity.notice.by', { by: values.by })]),
    t(`identity.notice.${key}.ifNot`),
  ];
  const [subject, button] = [t(`identity.notice.${key}.subject`), t(`identity.notice.${key}.button`)];
  return letter({ subject, before, link, button });
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
