import { LOGIN, PASSWORD_RESETS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { MessagePage } from '#views/ui/message-page.tsx';

/** The same whether the address is known or not. */
export function PasswordResetSent({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <MessagePage ui={ui} icon="mail" title={ui.t('identity.reset.sent.title')} text={ui.t('identity.reset.sent.text')}>
      <ButtonLink ui={ui} label={ui.t('identity.reset.back')} href={LOGIN} />
      <ButtonLink ui={ui} variant="plain" label={ui.t('identity.reset.again')} href={PASSWORD_RESETS} />
    </MessagePage>
  );
}
