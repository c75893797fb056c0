import type { Translate } from '#platform/i18n/translate.ts';
import { attr } from '#views/ui/attr.ts';

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

interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Says what changed about the way in, and what to do for those who did not change it. */
export async function factorNoticeMail({ t, event, name, host, link }: Props): Promise<MailText> {
  const key = KEYS[event];
  const subject = t(`identity.factor.mail.${key}.subject`);
  const [hello, what, ifNot] = [
    name === null ? t('identity.mail.greeting') : t('identity.mail.hello', { name }),
    t(`identity.factor.mail.${key}.what`, { host }),
    t(`identity.factor.mail.${key}.ifNot`),
  ];
  const page = (
    <>
      <p safe>{hello}</p>
      <p safe>{what}</p>
      <p safe>{ifNot}</p>
      <p>
        <a href={attr(link)} safe>
          {t(`identity.factor.mail.${key}.button`)}
        </a>
      </p>
    </>
  );
  return { subject, text: [hello, what, ifNot, link].join('\n\n'), html: String(await page) };
}
