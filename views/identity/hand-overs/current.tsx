import type { Ui } from '#platform/http/ui.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { MessagePage } from '#views/ui/message-page.tsx';

interface Props {
  readonly ui: Ui;
  readonly name: string;
  /** Absolute. */
  readonly address: string;
}

/** Between two hosts; the link is for browsers that do not go on by themselves. */
export function HandOverPage({ ui, name, address }: Props): JSX.Element {
  return (
    <MessagePage
      ui={ui}
      icon="external"
      title={ui.t('identity.handOver.going', { name })}
      text={ui.t('identity.handOver.goingText')}
    >
      <ButtonLink ui={ui} variant="main" label={ui.t('identity.handOver.continue')} href={address} />
    </MessagePage>
  );
}
