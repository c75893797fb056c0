import { PASSKEYS, TWO_FACTOR } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Actor } from '#platform/scope.ts';

interface Props {
  readonly ui: Ui;
  readonly user: Extract<Actor, { kind: 'user' }>;
}

/** Above every page of those who have no second factor, where the studio asks for one: since or from when, and what to do. */
export function FactorNeeded({ ui, user: { lacksFactor } }: Props): JSX.Element {
  const from = ui.studio?.entry.factorFrom;
  if (!lacksFactor || !from) return '';
  const title = ui.t('ui.factorNeeded.title', { when: lacksFactor, day: ui.format.date(from, 'long') });
  return (
    <aside class="heed" aria-label={ui.t('ui.factorNeeded.label')}>
      <p>
        <strong safe>{title}</strong>
        <span safe>{ui.t('ui.factorNeeded.text', { when: lacksFactor })}</span>
      </p>
      <a class="btn" href={TWO_FACTOR} safe>
        {ui.t('ui.factorNeeded.app')}
      </a>
      <a class="link small" href={PASSKEYS} safe>
        {ui.t('ui.factorNeeded.passkey')}
      </a>
    </aside>
  );
}
