import type { SessionBilling } from '#invoicing/of-session/queries.ts';
import { INVOICES, invoicePath } from '#invoicing/paths.ts';
import type { SectionParts } from '#platform/contributions/contributions.ts';
import type { Ui } from '#platform/http/ui.ts';
import { InvoiceStatusChip } from '#views/invoicing/status.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form } from '#views/ui/form.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  /** The session's. */
  readonly id: string;
  readonly billing: SessionBilling;
}

/** The session's invoice, or the button that makes one while nothing bills it. */
export function sessionBillingParts({ ui, id, billing }: Props): SectionParts {
  const { invoice, isChangedSince } = billing;
  if (invoice === null) return { actions: InvoiceButton({ ui, id, billing }) };
  return {
    notice: isChangedSince ? ChangedNotice({ ui, invoice, status: billing.status }) : undefined,
    body: InvoiceCard({ ui, invoice }),
  };
}

function InvoiceButton({ ui, id, billing }: Props): JSX.Element | undefined {
  const { status, clientId, hasPrice } = billing;
  const isBillable = clientId !== null && hasPrice && status !== 'cancelled';
  if (!isBillable || !ui.can('invoicing.create')) return undefined;
  return (
    <Form ui={ui} action={INVOICES} inline>
      <input type="hidden" name="sessionId" value={attr(id)} />
      <input type="hidden" name="clientId" value={attr(clientId)} />
      <Button
        ui={ui}
        label={ui.t('invoicing.ofSession.invoice')}
        icon="invoices"
        variant={status === 'completed' ? 'main' : undefined}
      />
    </Form>
  );
}

interface InvoiceProps {
  readonly ui: Ui;
  readonly invoice: NonNullable<SessionBilling['invoice']>;
}

function InvoiceCard({ ui, invoice: { id, number, status } }: InvoiceProps): JSX.Element {
  return (
    <Card title={ui.t('invoicing.ofSession.title')} id="invoice">
      <List>
        <ListItem title={number ?? ui.t('invoicing.draftInvoice')} href={invoicePath(id)}>
          <InvoiceStatusChip ui={ui} invoice={{ status, kind: 'invoice', toRefund: 0n }} />
        </ListItem>
      </List>
    </Card>
  );
}

/** The paper still says what was planned: a draft can be corrected, an issued invoice needs a credit note. */
function ChangedNotice({ ui, invoice, status }: InvoiceProps & Pick<SessionBilling, 'status'>): JSX.Element {
  const isDraft = invoice.status === 'draft';
  const title = status === 'cancelled' ? 'invoicing.ofSession.cancelled' : 'invoicing.ofSession.moved';
  const text = isDraft ? 'invoicing.ofSession.correctDraft' : 'invoicing.ofSession.correctIssued';
  return (
    <Notice tone="warn" title={ui.t(title, { isDraft, invoice: invoice.number ?? '' })} text={ui.t(text)}>
      <div class="row">
        <ButtonLink ui={ui} label={ui.t('invoicing.ofSession.open')} href={invoicePath(invoice.id)} icon="invoices" />
      </div>
    </Notice>
  );
}
