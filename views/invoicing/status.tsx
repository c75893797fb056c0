import type { InvoiceStatus, InvoiceSummary } from '#invoicing/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { STATUSES } from '#views/invoicing/labels.ts';
import { StatusChip } from '#views/ui/chip.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Pick<InvoiceSummary, 'status' | 'kind' | 'toRefund'>;
  /** Days since it fell due; said where it is known. */
  readonly daysLate?: number | undefined;
}

/** The status of a document: a credit note is only ever issued or sent. */
export function InvoiceStatusChip({ ui, invoice, daysLate }: Props): JSX.Element {
  const { status, kind, toRefund } = invoice;
  if (toRefund > 0n) return <StatusChip label={ui.t('invoicing.status.toRefund')} tone="warn" />;
  if (status === 'overdue' && daysLate !== undefined && daysLate > 0)
    return <StatusChip label={ui.t('invoicing.status.overdueBy', { days: daysLate })} tone="bad" />;
  if (kind === 'credit-note' && status !== 'draft') return <CreditNoteChip ui={ui} status={status} />;
  const { label, tone } = STATUSES[status];
  return <StatusChip label={ui.t(label)} tone={tone} />;
}

function CreditNoteChip({ ui, status }: { readonly ui: Ui; readonly status: InvoiceStatus }): JSX.Element {
  if (status === 'sent') return <StatusChip label={ui.t('invoicing.status.sentCreditNote')} />;
  return <StatusChip label={ui.t('invoicing.status.issued')} tone="warn" />;
}
