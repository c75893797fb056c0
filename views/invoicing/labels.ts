import type { VatChoice } from '#invoicing/lines/model.ts';
import type { ListOrder, ListStatus } from '#invoicing/list/model.ts';
import type { InvoiceStatus, InvoiceSummary } from '#invoicing/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Tone } from '#views/ui/chip.tsx';

export const STATUSES = {
  draft: { label: 'invoicing.status.draft', tone: 'neutral' },
  issued: { label: 'invoicing.status.issued', tone: 'warn' },
  sent: { label: 'invoicing.status.sent', tone: 'info' },
  'partly-paid': { label: 'invoicing.status.partlyPaid', tone: 'warn' },
  overdue: { label: 'invoicing.status.overdue', tone: 'bad' },
  paid: { label: 'invoicing.status.paid', tone: 'ok' },
  cancelled: { label: 'invoicing.status.cancelled', tone: 'neutral' },
} as const satisfies Record<InvoiceStatus, { label: string; tone: Tone }>;

/** In words; a credit note is only ever issued or sent. */
export function statusLabel(ui: Ui, { kind, status }: Pick<InvoiceSummary, 'kind' | 'status'>): string {
  if (kind === 'credit-note' && status === 'sent') return ui.t('invoicing.status.sentCreditNote');
  return ui.t(STATUSES[status].label);
}

export const LIST_LABELS = {
  all: 'invoicing.filter.all',
  draft: 'invoicing.filter.draft',
  open: 'invoicing.filter.open',
  overdue: 'invoicing.filter.overdue',
  paid: 'invoicing.filter.paid',
  cancelled: 'invoicing.filter.cancelled',
  'credit-note': 'invoicing.filter.creditNotes',
} as const satisfies Record<ListStatus, string>;

export const ORDER_LABELS = {
  latest: 'invoicing.order.latest',
  earliest: 'invoicing.order.earliest',
  overdue: 'invoicing.order.overdue',
  'due-date': 'invoicing.order.dueDate',
  '-due-date': 'invoicing.order.dueDateDown',
  client: 'invoicing.order.client',
  '-client': 'invoicing.order.clientDown',
  total: 'invoicing.order.total',
  '-total': 'invoicing.order.totalDown',
  due: 'invoicing.order.due',
  '-due': 'invoicing.order.dueDown',
  status: 'invoicing.order.status',
  '-status': 'invoicing.order.statusDown',
} as const satisfies Record<ListOrder, string>;

const UNTAXED: Readonly<Record<string, MessageKey>> = {
  'E-0': 'invoicing.vat.exempt',
  'AE-0': 'invoicing.vat.reverseCharge',
  'G-0': 'invoicing.vat.export',
  'O-0': 'invoicing.vat.outOfScope',
};

export function vatLabel(ui: Ui, choice: VatChoice): string {
  const key = UNTAXED[choice];
  return key ? ui.t(key) : ui.format.percent(Number(choice.split('-')[1]));
}

export const METHODS = {
  card: 'invoicing.method.card',
  transfer: 'invoicing.method.transfer',
  cash: 'invoicing.method.cash',
  cheque: 'invoicing.method.cheque',
  other: 'invoicing.method.other',
} as const;
