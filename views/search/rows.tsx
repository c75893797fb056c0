import type { Ui } from '#platform/http/ui.ts';
import type { Hit, HitKind } from '#search/model.ts';
import { searchPath } from '#search/paths.ts';
import { SearchRow } from '#views/search/row.tsx';
import { Pager } from '#views/ui/pager.tsx';

interface Props {
  readonly ui: Ui;
  readonly text: string;
  readonly kind: HitKind;
  readonly hits: readonly Hit[];
  /** How many come before the next page; null on the last. */
  readonly next: number | null;
}

/** Hits of one kind and the way to the next ones: what HTMX appends. */
export function SearchRows({ ui, text, kind, hits, next }: Props): JSX.Element {
  return (
    <>
      {hits.map((hit) => (
        <SearchRow ui={ui} hit={hit} />
      ))}
      <Pager
        ui={ui}
        columns={kind === 'clients' ? 2 : 3}
        href={next === null ? null : searchPath({ q: text, kind, after: next })}
      />
    </>
  );
}
