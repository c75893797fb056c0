import type { Ui } from '#platform/http/ui.ts';
import { newSessionPath } from '#sessions/paths.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';

interface Props {
  readonly ui: Ui;
  /** What the page knows of the session beforehand. */
  readonly values: Parameters<typeof newSessionPath>[0];
}

/** Books from the page of a client or a room; the key for a new session presses it. */
export function bookAction({ ui, values }: Props): JSX.Element | undefined {
  if (!ui.can('sessions.create')) return undefined;
  return (
    <ButtonLink
      ui={ui}
      label={ui.t('sessions.book')}
      href={newSessionPath(values)}
      icon="plus"
      variant="main"
      attrs={{ 'data-press': 'n' }}
    />
  );
}
