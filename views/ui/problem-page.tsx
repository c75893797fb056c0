import type { Problem } from '#platform/http/services.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import type { IconName } from '#views/ui/icons.ts';
import { MessagePage } from '#views/ui/message-page.tsx';

const ICONS: Readonly<Record<number, IconName>> = {
  403: 'lock',
  404: 'search',
  410: 'clock',
  429: 'clock',
  503: 'clock',
};

/** Whatever went wrong, as a page of its own: what happened, why, and a way on where there is one. */
export function ProblemPage({ ui, problem }: { ui: Ui; problem: Problem }): JSX.Element {
  const reference = problem.status >= 500 ? problem.requestId : undefined;
  return (
    <MessagePage
      ui={ui}
      icon={ICONS[problem.status] ?? 'alert'}
      title={problem.title}
      text={problem.detail}
      requestId={reference}
    >
      {ui.studio !== null && problem.code !== 'unavailable' && (
        <ButtonLink ui={ui} label={ui.t('ui.home')} href={ui.actor.kind === 'client' ? '/portal' : '/'} />
      )}
    </MessagePage>
  );
}
