import { NEW_CLIENT } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { HitKind } from '#search/model.ts';
import { searchPath } from '#search/paths.ts';
import { NEW_SESSION } from '#sessions/paths.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Empty } from '#views/ui/empty.tsx';

interface Props {
  readonly ui: Ui;
  readonly text: string;
  readonly kind: HitKind | null;
}

/** Nothing was found, or nothing was asked and nothing has happened yet: either way, what to do. */
export function SearchNone({ ui, text, kind }: Props): JSX.Element {
  const isAsked = text !== '';
  return (
    <Empty
      ui={ui}
      icon="search"
      title={isAsked ? ui.t('search.none', { text }) : ui.t('search.empty')}
      text={ui.t(isAsked ? (kind === null ? 'search.none.text' : 'search.none.kind') : 'search.empty.text')}
    >
      {isAsked && kind !== null && (
        <ButtonLink ui={ui} label={ui.t('search.none.all')} href={searchPath({ q: text })} icon="search" />
      )}
      {ui.can('clients.create') && (
        <ButtonLink ui={ui} label={ui.t('search.do.newClient')} href={NEW_CLIENT} icon="plus" />
      )}
      {ui.can('sessions.create') && (
        <ButtonLink ui={ui} label={ui.t('search.do.newSession')} href={NEW_SESSION} icon="plus" />
      )}
    </Empty>
  );
}
