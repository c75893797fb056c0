import type { TimelineEntry } from '#invoicing/history/model.ts';
import { invoicePath } from '#invoicing/paths.ts';
import { fromDecimal } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { Card } from '#views/ui/card.tsx';
import { type Happening, Timeline } from '#views/ui/timeline.tsx';

interface Props {
  readonly ui: Ui;
  /** Latest first. */
  readonly history: readonly TimelineEntry[];
}

const ACTIONS: Readonly<Record<string, MessageKey>> = {
  'invoicing.create': 'invoicing.history.created',
  'invoicing.update': 'invoicing.history.updated',
  'invoicing.issue': 'invoicing.history.issued',
  'invoicing.credit': 'invoicing.history.credited',
  'invoicing.mark-overdue': 'invoicing.history.overdue',
  'payments.record': 'invoicing.history.payment',
  'payments.settle': 'invoicing.history.payment',
};

export function InvoiceHistory({ ui, history }: Props): JSX.Element {
  if (history.length === 0) return '';
  return (
    <Card title={ui.t('invoicing.history')}>
      <Timeline ui={ui} items={history.map((moment) => happeningOf(ui, moment))} />
    </Card>
  );
}

function happeningOf(ui: Ui, moment: TimelineEntry): Happening {
  const { at } = moment;
  if (moment.kind === 'mail') {
    const { kind, recipient, sentAt } = moment.mail;
    const title = ui.t(kind === 'document' ? 'invoicing.history.sent' : 'invoicing.history.reminded', {
      to: recipient,
    });
    return { at, title, detail: sentAt === null ? ui.t('invoicing.history.waiting') : undefined };
  }
  const { action, by, details } = moment;
  const title = ui.t(ACTIONS[action] ?? 'invoicing.history.other', valuesOf(ui, details));
  const creditNoteId = details.creditNoteId;
  return { at, title, detail: by, href: typeof creditNoteId === 'string' ? invoicePath(creditNoteId) : undefined };
}

/** What the trail keeps is plain JSON: only what has the expected shape is told. */
function valuesOf(ui: Ui, details: Readonly<Record<string, unknown>>): Record<string, string> {
  const payment = details.payment as { readonly amount?: unknown } | undefined;
  const amount = typeof payment?.amount === 'string' ? fromDecimal(payment.amount, ui.format.currency) : null;
  return {
    number: typeof details.number === 'string' ? details.number : '',
    amount: amount ? ui.format.money(amount) : '',
  };
}
