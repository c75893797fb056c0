import type { InvoiceStatus } from '#invoicing/model.ts';
import { invoicePath } from '#invoicing/paths.ts';
import type { SearchHit } from '#platform/contributions/search-kind.ts';
import type { Money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { STATUSES } from '#views/invoicing/labels.ts';

interface FoundInvoice {
  readonly id: string;
  /** Null while it is a draft. */
  readonly number: string | null;
  readonly isCreditNote: boolean;
  readonly clientName: string;
  readonly gross: Money;
  readonly status: InvoiceStatus;
  readonly issuedAt: Date | null;
}

export function presentInvoice(ui: Ui, invoice: FoundInvoice): SearchHit {
  const { id, clientName, gross, status, issuedAt } = invoice;
  const sum = ui.format.money(gross);
  const { label, tone } = STATUSES[status];
  return {
    id: `invoice-${id}`,
    label: nameOf(ui, invoice),
    href: invoicePath(id),
    icon: 'invoices',
    detail: [clientName, issuedAt && ui.format.date(issuedAt, 'medium')].filter(Boolean).join(' · '),
    brief: `${clientName} · ${sum}`,
    state: { label: ui.t(label), tone },
    end: sum,
  };
}

function nameOf(ui: Ui, { number, isCreditNote }: Pick<FoundInvoice, 'number' | 'isCreditNote'>): string {
  if (number === null) return ui.t('invoicing.draftInvoice');
  return isCreditNote ? ui.t('invoicing.creditNote.named', { number }) : number;
}
