import type { Translate } from '#platform/i18n/translate.ts';
import { greeting, type Letter, letter } from '#views/identity/letter.tsx';

const KEYS = {
  added: 'added',
  removed: 'removed',
  'code-used': 'codeUsed',
  'codes-renewed': 'codesRenewed',
  'passkey-added': 'passkeyAdded',
  'passkey-removed': 'passkeyRemoved',
} as const;

interface Props {
  readonly t: Translate;
  readonly event: keyof typeof KEYS;
  /** null: to be greeted without a name. */
  readonly name: string | null;
  readonly host: string;
  /** Absolute; where to act if it was another. */
  readonly link: string;
}

/** Says what changed about the way in, and what to do for those who did not change it. */
export function factorNoticeMail({ t, event, name, host, link }: Props): Promise<Letter> {
  const key = KEYS[event];
  const before = [
    greeting(t, name),
    t(`identity.factor.mail.${key}.what`, { host }),
    t(`identity.factor.mail.${key}.ifNot`),
  ];
  const [subject, button] = [t(`identity.factor.mail.${key}.subject`), t(`identity.factor.mail.${key}.button`)];
  return letter({ subject, before, link, button });
}
