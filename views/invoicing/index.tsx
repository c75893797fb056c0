import type { ClientChoice } from '#clients/model.ts';
import type { ListedInvoice, ListFilter, ListOrder, ListPage, ListStatus, ListSums } from '#invoicing/list/model.ts';
import { INVOICES_CSV, invoicesPath, NEW_INVOICE, newInvoiceFor } from '#invoicing/paths.ts';
import { counted, MOST_SUMMED } from '#platform/format/counted.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { InvoiceFilter } from '#views/invoicing/filter.tsx';
import { LIST_LABELS } from '#views/invoicing/labels.ts';
import { canSelect, InvoiceRows, SELECTION } from '#views/invoicing/rows.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { Figures } from '#views/ui/figures.tsx';
import { LivePart } from '#views/ui/live-part.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Seg } from '#views/ui/seg.tsx';
import { Selection } from '#views/ui/selection.tsx';
import { sortBy } from '#views/ui/sorting.tsx';
import { type Column, Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly filter: ListFilter;
  readonly page: ListPage<ListedInvoice>;
  readonly sums: ListSums;
  readonly clients: readonly ClientChoice[];
}

const SHOWN = [
  'all',
  'draft',
  'open',
  'overdue',
  'paid',
  'cancelled',
  'credit-note',
] as const satisfies readonly ListStatus[];

export function InvoicesIndex({ ui, filter, page, sums, clients }: Props): JSX.Element {
  const create = filter.clientId === null ? NEW_INVOICE : newInvoiceFor(filter.clientId);
  return (
    <>
      <PageHead ui={ui} title={ui.t('invoicing.title')}>
        {ui.can('invoicing.export') && sums.count > 0 && (
          <ButtonLink
            ui={ui}
            label={ui.t('invoicing.export')}
            href={invoicesPath({ ...filter }, INVOICES_CSV)}
            icon="export"
          />
        )}
        {ui.can('invoicing.create') && (
          <ButtonLink ui={ui} label={ui.t('invoicing.new')} href={create} variant="main" icon="plus" />
        )}
      </PageHead>
      <div class="stack-s">
        <Seg
          label={ui.t('invoicing.filter.status')}
          items={SHOWN.map((status) => ({
            label: ui.t(LIST_LABELS[status]),
            href: invoicesPath({ ...filter, status }),
            current: filter.status === status,
          }))}
        />
        <InvoiceFilter ui={ui} filter={filter} clients={clients} />
      </div>
      <LivePart id="invoice-list" topics={['invoices']} from={invoicesPath(filter)}>
        {sums.count === 0 ? (
          <NoInvoices ui={ui} filter={filter} />
        ) : (
          <>
            <Sums ui={ui} sums={sums} />
            <InvoiceTable ui={ui} filter={filter} page={page} />
          </>
        )}
      </LivePart>
    </>
  );
}

function Sums({ ui, sums }: { readonly ui: Ui; readonly sums: ListSums }): JSX.Element {
  const sum = (amount: bigint) => ui.format.money(money(amount, ui.format.currency));
  const { billed, paid } = sums;
  const documents = ui.t('invoicing.sums.count', counted(ui.format, sums.count, MOST_SUMMED));
  return (
    <Figures
      items={[
        billed === null
          ? { label: ui.t('invoicing.sums.many'), value: documents, note: ui.t('invoicing.sums.many.text') }
          : { label: ui.t('invoicing.sums.billed'), value: sum(billed), note: documents },
        ...(paid === null ? [] : [{ label: ui.t('invoicing.sums.paid'), value: sum(paid) }]),
        { label: ui.t('invoicing.sums.due'), value: sum(sums.due) },
        {
          label: ui.t('invoicing.sums.overdue'),
          value: sum(sums.overdue),
          tone: sums.overdue > 0n ? 'bad' : undefined,
        },
      ]}
    />
  );
}

function InvoiceTable({ ui, filter, page }: Pick<Props, 'ui' | 'filter' | 'page'>): JSX.Element {
  const { order } = filter;
  return (
    <Card>
      <Table
        ui={ui}
        caption={ui.t('invoicing.title')}
        bodyId="invoices"
        select={canSelect(ui)}
        columns={columns(ui, filter)}
      >
        <InvoiceRows ui={ui} filter={filter} page={page} />
      </Table>
      {canSelect(ui) && (
        <Selection ui={ui} id={SELECTION} action={INVOICES_CSV} keep={order === 'latest' ? {} : { order }}>
          <Button ui={ui} label={ui.t('invoicing.export')} icon="export" small />
        </Selection>
      )}
    </Card>
  );
}

/** Numbers follow the days of issue: there is one order for both. */
function columns({ t }: Ui, filter: ListFilter): readonly Column[] {
  const sorting = { order: filter.order, href: (order: ListOrder) => invoicesPath({ ...filter, order }) };
  const by = (ascending: ListOrder, descending: ListOrder, first?: 'descending') =>
    sortBy(sorting, { ascending, descending, ...(first && { first }) });
  return [
    { label: t('invoicing.number') },
    { label: t('invoicing.client'), wide: true, ...by('client', '-client') },
    { label: t('invoicing.issueDate'), wide: true, ...by('earliest', 'latest', 'descending') },
    { label: t('invoicing.dueDate'), wide: true, ...by('due-date', '-due-date') },
    { label: t('invoicing.state'), wide: true, ...by('status', '-status') },
    { label: t('invoicing.due'), num: true, wide: true, ...by('due', '-due', 'descending') },
    { label: t('invoicing.gross'), num: true, ...by('total', '-total', 'descending') },
  ];
}

function NoInvoices({ ui, filter }: Pick<Props, 'ui' | 'filter'>): JSX.Element {
  const narrowed = filter.status !== 'all' || filter.clientId !== null || filter.from !== null || filter.to !== null;
  if (narrowed)
    return (
      <Empty
        ui={ui}
        icon="invoices"
        title={ui.t('invoicing.empty.filtered')}
        text={ui.t('invoicing.empty.filtered.text')}
      >
        <ButtonLink ui={ui} label={ui.t('invoicing.filter.clear')} href={invoicesPath()} />
      </Empty>
    );
  return (
    <Empty ui={ui} icon="invoices" title={ui.t('invoicing.empty')} text={ui.t('invoicing.empty.text')}>
      {ui.can('invoicing.create') && (
        <ButtonLink ui={ui} label={ui.t('invoicing.new')} href={NEW_INVOICE} icon="plus" />
      )}
    </Empty>
  );
}
