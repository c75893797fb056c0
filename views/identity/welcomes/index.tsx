import { welcomePath } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { MessagePage } from '#views/ui/message-page.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly token: string;
  /** This host, with its port. */
  readonly address: string;
  /** Of a ticket: as whom the reader would come in. Without it, it is the owner of a studio that was just made. */
  readonly account?: { readonly name: string; readonly email: string };
  /** Where to, once inside. */
  readonly next: string;
  /** The page presses its button by itself. */
  readonly goesOn: boolean;
}

/** The first page on the other host. Only the button enters. */
export function WelcomePage(props: Props): JSX.Element {
  const { ui, token, account, next, goesOn } = props;
  const action = attr(welcomePath(token));
  return (
    <MessagePage ui={ui} icon={account ? 'lock' : 'check'} {...textOf(props)}>
      <form
        method="post"
        action={action}
        hx-post={goesOn ? action : undefined}
        hx-trigger={goesOn ? 'load, submit' : undefined}
        hx-swap={goesOn ? 'none' : undefined}
      >
        <RequestKey ui={ui} />
        <input type="hidden" name="next" value={attr(next)} />
        <Button
          ui={ui}
          variant="main"
          label={ui.t(account ? 'identity.handOver.enter' : 'identity.welcome.enter')}
          attrs={{ autofocus: true }}
        />
      </form>
    </MessagePage>
  );
}

function textOf({ ui, address, account }: Props): { readonly title: string; readonly text: string } {
  const studio = ui.studio?.name ?? '';
  if (!account)
    return { title: ui.t('identity.welcome.title'), text: ui.t('identity.welcome.text', { studio, address }) };
  const { name, email } = account;
  return {
    title: ui.studio ? ui.t('identity.handOver.intoStudio', { studio }) : ui.t('identity.handOver.intoMain'),
    text: ui.t('identity.handOver.asWhom', { name, email, address }),
  };
}
