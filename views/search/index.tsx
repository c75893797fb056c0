import type { SearchKind } from '#platform/contributions/search-kind.ts';
import { counted } from '#platform/format/counted.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Found, FoundPage } from '#search/model.ts';
import { SEARCH, searchPath } from '#search/paths.ts';
import { SearchNone } from '#views/search/none.tsx';
import { SearchRows } from '#views/search/rows.tsx';
import { Card } from '#views/ui/card.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { SearchBox } from '#views/ui/search-box.tsx';
import { Seg } from '#views/ui/seg.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  /** As typed; empty: what was touched last. */
  readonly text: string;
  /** The one kind that is shown; null: all of them. */
  readonly kind: SearchKind | null;
  /** All that the reader may see. */
  readonly kinds: readonly SearchKind[];
  /** Of every kind that was searched: how many there are. */
  readonly found: readonly Pick<Found, 'kind' | 'total'>[];
  /** Of those that are shown. */
  readonly pages: readonly FoundPage[];
}

export function SearchIndex({ ui, text, kind, kinds, found, pages }: Props): JSX.Element {
  const shown = pages.filter(({ rows }) => rows.length > 0);
  return (
    <>
      <PageHead ui={ui} title={ui.t('search.title')} lead={ui.t('search.lead')} />
      <SearchBox
        ui={ui}
        action={SEARCH}
        label={ui.t('search.prompt')}
        value={text}
        {...(kind === null ? {} : { keep: { kind: kind.name } })}
        attrs={{
          'hx-get': SEARCH,
          'hx-trigger': 'input delay:200ms',
          'hx-target': '#results',
          'hx-select': '#results',
          'hx-select-oob': '#results-count',
          'hx-swap': 'outerHTML',
          'hx-replace-url': 'true',
          'hx-sync': 'this:replace',
        }}
      />
      <p class="hidden" id="results-count" role="status" safe>
        {text === '' ? '' : ui.t('search.count', counted(ui.format, totalOf(found)))}
      </p>
      <section class="stack" id="results" aria-label={ui.t('ui.palette.results')}>
        {text !== '' && <Kinds ui={ui} text={text} kind={kind} found={found} />}
        {shown.map((page) => (
          <Results ui={ui} text={text} page={page} isOnly={kind !== null} />
        ))}
        {shown.length === 0 && <SearchNone ui={ui} text={text} kind={kind} kinds={kinds} />}
      </section>
    </>
  );
}

function totalOf(found: Props['found']): number {
  return found.reduce((sum, { total }) => sum + total, 0);
}

function Kinds({ ui, text, kind, found }: Pick<Props, 'ui' | 'text' | 'kind' | 'found'>): JSX.Element {
  const href = searchPath({ q: text });
  const all = {
    label: ui.t('search.kind.all'),
    href,
    current: kind === null,
    count: counted(ui.format, totalOf(found)).shown,
  };
  const each = found.map((one) => ({
    label: ui.t(one.kind.label),
    href: searchPath({ q: text, kind: one.kind.name }),
    current: kind === one.kind,
    count: counted(ui.format, one.total).shown,
  }));
  return <Seg label={ui.t('search.kinds')} items={[all, ...each]} />;
}

interface ResultsProps {
  readonly ui: Ui;
  readonly text: string;
  readonly page: FoundPage;
  /** No other kind is on the page. */
  readonly isOnly: boolean;
}

function Results({ ui, text, page, isOnly }: ResultsProps): JSX.Element {
  const { kind, rows, total } = page;
  const title = ui.t(text === '' ? kind.recent : kind.label);
  const action = {
    label: ui.t('search.more', counted(ui.format, total)),
    href: searchPath({ q: text, kind: kind.name }),
  };
  return (
    <Card title={title} {...(!isOnly && text !== '' && total > rows.length ? { action } : {})}>
      <Table
        ui={ui}
        caption={title}
        columns={[
          { label: ui.t('search.column.found') },
          { label: ui.t('search.column.state'), wide: true },
          ...(kind.column === undefined ? [] : [{ label: ui.t(kind.column), num: true }]),
        ]}
      >
        <SearchRows ui={ui} text={text} page={isOnly ? page : { ...page, next: null }} />
      </Table>
    </Card>
  );
}
