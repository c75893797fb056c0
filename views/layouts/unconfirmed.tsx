import { CONFIRMATION, PROFILE } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Actor } from '#platform/scope.ts';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly user: Extract<Actor, { kind: 'user' }>;
}

/** Above every page until the reader's address is confirmed: why, and what to do. */
export function Unconfirmed({ ui, user: { email, role } }: Props): JSX.Element {
  const lines = [
    ui.t('ui.unconfirmed.text', { address: email }),
    ...(role === 'owner' ? [ui.t('ui.unconfirmed.held')] : []),
  ];
  return (
    <aside class="heed" aria-label={ui.t('ui.unconfirmed.title')}>
      <p>
        <strong safe>{ui.t('ui.unconfirmed.title')}</strong>
        <span safe>{lines.join(' ')}</span>
      </p>
      <form action={CONFIRMATION} method="post">
        <RequestKey ui={ui} />
        <button class="btn" type="submit" safe>
          {ui.t('ui.unconfirmed.again')}
        </button>
      </form>
      <a class="link small" href={PROFILE} safe>
        {ui.t('ui.unconfirmed.correct')}
      </a>
    </aside>
  );
}
