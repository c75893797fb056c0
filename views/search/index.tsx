import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Hit, HitKind } from '#search/model.ts';
import { SEARCH, searchPath } from '#search/paths.ts';
import { SearchNone } from '#views/search/none.tsx';
import { KINDS } from '#views/search/present.ts';
import { SearchRows } from '#views/search/rows.tsx';
import { Card } from '#views/ui/card.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { SearchBox } from '#views/ui/search-box.tsx';
import { Seg } from '#views/ui/seg.tsx';
import { Table } from '#views/ui/table.tsx';

export interface SearchSection {
  readonly kind: HitKind;
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly next: number | null;
}

interface Props {
  readonly ui: Ui;
  /** As typed; empty: what was touched last. */
  readonly text: string;
  /** The one kind that is shown; null: all of them. */
  readonly kind: HitKind | null;
  readonly counts: readonly { readonly kind: HitKind; readonly total: number }[];
  readonly sections: readonly SearchSection[];
}

export function SearchIndex({ ui, text, kind, counts, sections }: Props): JSX.Element {
  const shown = sections.filter(({ hits }) => hits.length > 0);
  return (
    <>
      <PageHead ui={ui} title={ui.t('search.title')} lead={ui.t('search.lead')} />
      <SearchBox
        ui={ui}
        action={SEARCH}
        label={ui.t('search.prompt')}
        value={text}
        {...(kind === null ? {} : { keep: { kind } })}
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
        {text === '' ? '' : ui.t('search.count', { count: totalOf(counts) })}
      </p>
      <section class="stack" id="results" aria-label={ui.t('ui.palette.results')}>
        {text !== '' && <Kinds ui={ui} text={text} kind={kind} counts={counts} />}
        {shown.map((section) => (
          <Section ui={ui} text={text} section={section} isOnly={kind !== null} />
        ))}
        {shown.length === 0 && <SearchNone ui={ui} text={text} kind={kind} />}
      </section>
    </>
  );
}

function totalOf(counts: Props['counts']): number {
  return counts.reduce((sum, { total }) => sum + total, 0);
}

function Kinds({ ui, text, kind, counts }: Omit<Props, 'sections'>): JSX.Element {
  const href = searchPath({ q: text });
  const all = { label: ui.t('search.kind.all'), href, current: kind === null, count: totalOf(counts) };
  const each = counts.map((count) => ({
    label: ui.t(KINDS[count.kind].label),
    href: searchPath({ q: text, kind: count.kind }),
    current: kind === count.kind,
    count: count.total,
  }));
  return <Seg label={ui.t('search.kinds')} items={[all, ...each]} />;
}

const ENDS = {
  clients: [],
  sessions: ['search.column.day'],
  invoices: ['search.column.sum'],
} as const satisfies Record<HitKind, readonly MessageKey[]>;

interface SectionProps {
  readonly ui: Ui;
  readonly text: string;
  readonly section: SearchSection;
  /** No other kind is on the page. */
  readonly isOnly: boolean;
}

function Section({ ui, text, section, isOnly }: SectionProps): JSX.Element {
  const { kind, hits, total, next } = section;
  const title = ui.t(text === '' ? KINDS[kind].recent : KINDS[kind].label);
  const action = {
    label: ui.t('search.more', { count: total }),
    href: searchPath({ q: text, kind }),
  };
  return (
    <Card title={title} {...(!isOnly && text !== '' && total > hits.length ? { action } : {})}>
      <Table
        ui={ui}
        caption={title}
        columns={[
          { label: ui.t('search.column.found') },
          { label: ui.t('search.column.state'), wide: true },
          ...ENDS[kind].map((label) => ({ label: ui.t(label), num: true })),
        ]}
      >
        <SearchRows ui={ui} text={text} kind={kind} hits={hits} next={isOnly ? next : null} />
      </Table>
    </Card>
  );
}
