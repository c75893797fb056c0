import { Hono } from 'hono';
import { readFilter } from '#invoicing/list/forms.ts';
import type { ListFilter } from '#invoicing/list/model.ts';
import { listChosen, listPage } from '#invoicing/list/queries.ts';
import type { InvoiceId, InvoiceSummary } from '#invoicing/model.ts';
import { amountCell, type Cell } from '#platform/exports/csv.ts';
import { downloadCsv } from '#platform/exports/download.ts';
import { selectedIds } from '#platform/exports/selection.ts';
import { money } from '#platform/format/money.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Scope } from '#platform/scope.ts';
import { statusLabel } from '#views/invoicing/labels.ts';

const BATCH = 500;

const HEADINGS = [
  ...(['invoicing.number', 'invoicing.kind', 'invoicing.state', 'invoicing.client'] as const),
  ...(['invoicing.issueDate', 'invoicing.dueDate', 'invoicing.currency'] as const),
  ...(['invoicing.net', 'invoicing.tax', 'invoicing.gross', 'invoicing.paid', 'invoicing.due'] as const),
];

/** Dates are ISO 8601; what a credit note takes back is negative. */
function rowOf(ui: Ui, invoice: InvoiceSummary): readonly Cell[] {
  const { kind, number, clientName, issueDate, dueDate, currency, net, tax, gross, paid, due } = invoice;
  const sign = kind === 'credit-note' ? -1n : 1n;
  return [
    ...[number ?? '', ui.t(kind === 'invoice' ? 'invoicing.kind.invoice' : 'invoicing.kind.creditNote')],
    ...[statusLabel(ui, invoice), clientName, issueDate ?? '', dueDate ?? '', currency],
    ...[sign * net, sign * tax, sign * gross, paid, due].map((amount) => amountCell(money(amount, currency))),
  ];
}

async function* listBatches(
  scope: Scope,
  filter: ListFilter,
  ids: readonly InvoiceId[] | null,
): AsyncGenerator<readonly InvoiceSummary[]> {
  if (ids) return yield await listChosen(scope.db, ids, filter.order);
  const asked = { ...filter, timeZone: scope.studio.timeZone };
  for (let after: InvoiceId | null = null; ; ) {
    const { rows, next }: Awaited<ReturnType<typeof listPage>> = await listPage(scope.db, { ...asked, after }, BATCH);
    yield rows;
    if (next === null) return;
    after = next;
  }
}

export const routes = new Hono<Env>().get(
  '/invoices/export.csv',
  can('invoicing.export'),
  freshProof('invoicing.proof.export'),
  (c) => {
    const ui = uiOf(c);
    const [filter, ids] = [readFilter(c.req.query()), selectedIds<'invoice'>(c)];
    return downloadCsv(c, {
      name: ui.t('invoicing.export.file'),
      headings: HEADINGS.map((key) => ui.t(key)),
      rows: async function* (scope) {
        for await (const batch of listBatches(scope, filter, ids)) yield batch.map((invoice) => rowOf(ui, invoice));
      },
    });
  },
);
