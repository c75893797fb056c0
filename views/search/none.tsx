import type { SearchKind } from '#platform/contributions/search-kind.ts';
import type { Ui } from '#platform/http/ui.ts';
import { searchPath } from '#search/paths.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Empty } from '#views/ui/empty.tsx';

interface Props {
  readonly ui: Ui;
  readonly text: string;
  readonly kind: SearchKind | null;
  /** All that the reader may see. */
  readonly kinds: readonly SearchKind[];
}

const MOST_COMMANDS = 3;

/** Nothing was found, or nothing was asked and nothing has happened yet: either way, what to do. */
export function SearchNone({ ui, text, kind, kinds }: Props): JSX.Element {
  const isAsked = text !== '';
  const commands = kinds.flatMap(({ create }) => (create && ui.can(create.permission) ? [create] : []));
  return (
    <Empty
      ui={ui}
      icon="search"
      title={isAsked ? ui.t('search.none', { text }) : ui.t('search.empty')}
      text={isAsked ? adviceOf(ui, kind, kinds) : ui.t('search.empty.text')}
    >
      {isAsked && kind !== null && (
        <ButtonLink ui={ui} label={ui.t('search.none.all')} href={searchPath({ q: text })} icon="search" />
      )}
      {commands.slice(0, MOST_COMMANDS).map(({ label, href }) => (
        <ButtonLink ui={ui} label={ui.t(label)} href={href} icon="plus" />
      ))}
    </Empty>
  );
}

function adviceOf(ui: Ui, kind: Props['kind'], kinds: Props['kinds']): string {
  if (kind !== null) return ui.t('search.none.kind');
  const hints = kinds.flatMap(({ hint }) => (hint ? [ui.t(hint)] : []));
  return [ui.t('search.none.text'), ...hints].join(' ');
}
