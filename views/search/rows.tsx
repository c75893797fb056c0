import type { Ui } from '#platform/http/ui.ts';
import type { FoundPage } from '#search/model.ts';
import { searchPath } from '#search/paths.ts';
import { SearchRow } from '#views/search/row.tsx';
import { Pager } from '#views/ui/pager.tsx';

interface Props {
  readonly ui: Ui;
  readonly text: string;
  readonly page: FoundPage;
}

/** Hits of one kind and the way to the next ones: what HTMX appends. */
export function SearchRows({ ui, text, page: { kind, rows, next } }: Props): JSX.Element {
  return (
    <>
      {rows.map((row) => (
        <SearchRow hit={kind.present(ui, row)} />
      ))}
      <Pager
        ui={ui}
        columns={kind.column === undefined ? 2 : 3}
        href={next === null ? null : searchPath({ q: text, kind: kind.name, after: next })}
      />
    </>
  );
}
