import type { Translate } from '#platform/i18n/translate.ts';
import { attr } from '#views/ui/attr.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Props {
  readonly subject: string;
  /** Paragraphs. */
  readonly before: readonly string[];
  /** Absolute. */
  readonly link: string;
  readonly button: string;
  readonly after?: readonly string[];
}

/** @param name null for an address that is not proved to be theirs */
export function greeting(t: Translate, name: string | null): string {
  return name === null ? t('identity.mail.greeting') : t('identity.mail.hello', { name });
}

/** A mail with one thing to do. In its text the link stands alone, so that every mail program makes one of it. */
export async function letter({ subject, before, link, button, after = [] }: Props): Promise<Letter> {
  const page = (
    <>
      <Paragraphs lines={before} />
      <p>
        <a href={attr(link)} safe>
          {button}
        </a>
      </p>
      <Paragraphs lines={after} />
    </>
  );
  return { subject, text: [...before, link, ...after].join('\n\n'), html: String(await page) };
}

function Paragraphs({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <>
      {lines.map((line) => (
        <p safe>{line}</p>
      ))}
    </>
  );
}
