import type { Invoice } from '#invoicing/model.ts';
import {
  creditNotePath,
  editInvoicePath,
  invoicePdfPath,
  invoiceRemovalPath,
  issuancePath,
  reminderPath,
  sendingPath,
} from '#invoicing/paths.ts';
import { newCorrectionFor, newPaymentFor } from '#payments/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { InvoiceFacts } from '#views/invoicing/show/facts.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form } from '#views/ui/form.tsx';

interface Props {
  readonly ui: Ui;
  readonly facts: InvoiceFacts;
}

/** What can be done with it; the one that comes next is the amber one. */
export function InvoiceActions({ ui, facts }: Props): JSX.Element {
  const { invoice } = facts;
  return (
    <>
      <ButtonLink ui={ui} label={ui.t('invoicing.pdf')} href={invoicePdfPath(invoice.id)} icon="download" />
      {invoice.status === 'draft' ? <DraftActions ui={ui} facts={facts} /> : <IssuedActions ui={ui} facts={facts} />}
    </>
  );
}

function DraftActions({ ui, facts: { invoice } }: Props): JSX.Element {
  return (
    <>
      {ui.can('invoicing.delete') && (
        <Form ui={ui} action={invoiceRemovalPath(invoice.id)} inline>
          <Button ui={ui} label={ui.t('invoicing.remove')} icon="trash" />
        </Form>
      )}
      {ui.can('invoicing.update') && (
        <ButtonLink ui={ui} label={ui.t('invoicing.edit')} href={editInvoicePath(invoice.id)} icon="edit" />
      )}
      {ui.can('invoicing.issue') && (
        <Form ui={ui} action={issuancePath(invoice.id)} inline>
          <Button ui={ui} label={ui.t('invoicing.issue')} icon="check" variant="main" />
        </Form>
      )}
    </>
  );
}

type Next = 'send' | 'collect' | 'refund' | null;

function nextStep({ kind, toRefund, sentAt, due }: Invoice): Next {
  if (toRefund > 0n) return 'refund';
  if (sentAt === null) return 'send';
  return kind === 'invoice' && due > 0n ? 'collect' : null;
}

function IssuedActions({ ui, facts }: Props): JSX.Element {
  const { invoice, mayRemind, sending } = facts;
  const { id, kind, due, credited, gross, sentAt } = invoice;
  // What is on its way need not be sent again.
  const next = sending === 'under-way' && sentAt === null ? null : nextStep(invoice);
  const look = (step: Next) => (next === step ? ('main' as const) : undefined);
  const mayCredit = kind === 'invoice' && credited === 0n && gross > 0n && ui.can('invoicing.credit');
  return (
    <>
      {mayCredit && <ButtonLink ui={ui} label={ui.t('invoicing.creditNote')} href={creditNotePath(id)} icon="copy" />}
      {mayRemind && sentAt !== null && ui.can('invoicing.remind') && (
        <Form ui={ui} action={reminderPath(id)} inline>
          <Button ui={ui} label={ui.t('invoicing.remind')} icon="clock" />
        </Form>
      )}
      {ui.can('invoicing.send') && (
        <ButtonLink
          ui={ui}
          label={ui.t(sentAt === null ? 'invoicing.send' : 'invoicing.sendAgain')}
          href={sendingPath(id)}
          icon="mail"
          variant={look('send')}
        />
      )}
      {due > 0n && ui.can('payments.record') && (
        <ButtonLink
          ui={ui}
          label={ui.t('invoicing.collect')}
          href={newPaymentFor(id)}
          icon="payments"
          variant={look('collect')}
        />
      )}
      {next === 'refund' && ui.can('payments.record') && (
        <ButtonLink ui={ui} label={ui.t('invoicing.refund')} href={newCorrectionFor(id)} icon="undo" variant="main" />
      )}
    </>
  );
}
