import type { InvoiceMail } from '#invoicing/sending/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { InvoiceFacts } from '#views/invoicing/show/facts.ts';
import { History } from '#views/ui/history.tsx';
import type { Happening } from '#views/ui/timeline.tsx';

interface Props {
  readonly ui: Ui;
  readonly facts: Pick<InvoiceFacts, 'invoice' | 'history' | 'mails'>;
}

/** The audit trail and the mails as one story. */
export function InvoiceHistory({ ui, facts }: Props): JSX.Element {
  const { invoice, history, mails } = facts;
  const sent = mails.map((mail) => happeningOf(ui, mail));
  return <History ui={ui} title={ui.t('invoicing.history')} items={history} others={sent} ownId={invoice.id} />;
}

function happeningOf(ui: Ui, { kind, recipient, sentAt, failedAt, requestedAt }: InvoiceMail): Happening {
  const title = ui.t(kind === 'document' ? 'invoicing.history.sent' : 'invoicing.history.reminded', { to: recipient });
  const waiting = failedAt === null ? 'invoicing.history.waiting' : 'invoicing.history.failed';
  const detail = sentAt === null ? ui.t(waiting) : undefined;
  return { at: sentAt ?? requestedAt, title, detail };
}
