import { welcomePath } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { MessagePage } from '#views/ui/message-page.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly token: string;
  /** Host of the studio, with its port. */
  readonly address: string;
}

/** The first page on the studio's own host. Only the button enters. */
export function WelcomePage({ ui, token, address }: Props): JSX.Element {
  return (
    <MessagePage
      ui={ui}
      icon="check"
      title={ui.t('identity.welcome.title')}
      text={ui.t('identity.welcome.text', { studio: ui.studio?.name ?? '', address })}
    >
      <form method="post" action={welcomePath(token)}>
        <RequestKey ui={ui} />
        <Button ui={ui} variant="main" label={ui.t('identity.welcome.enter')} attrs={{ autofocus: true }} />
      </form>
    </MessagePage>
  );
}
