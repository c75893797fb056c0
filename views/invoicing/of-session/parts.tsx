import type { SessionBilling } from '#invoicing/of-session/service.ts';
import { INVOICES, invoicePath, sourceField } from '#invoicing/paths.ts';
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
  readonly billing: SessionBilling;
}

/** The session's invoice, or the button that makes one while nothing bills it. */
export function sessionBillingParts({ ui, billing }: Props): SectionParts {
  const { invoice, offer, isChangedSince } = billing;
  if (invoice === null) return { actions: InvoiceButton({ ui, billing }) };
  return {
    notice: isChangedSince ? ChangedNotice({ ui, invoice, isCancelled: offer === null }) : undefined,
    body: InvoiceCard({ ui, invoice }),
  };
}

function InvoiceButton({ ui, billing: { offer } }: Props): JSX.Element | undefined {
  if (!offer?.client || offer.net.amount <= 0n || !ui.can('invoicing.create')) return undefined;
  const { source, client, isDone } = offer;
  return (
    <Form ui={ui} action={INVOICES} inline>
      <input type="hidden" name={sourceField(source.kind)} value={attr(source.id)} />
      <input type="hidden" name="clientId" value={attr(client.id)} />
      <Button
        ui={ui}
        label={ui.t('invoicing.ofSession.invoice')}
        icon="invoices"
        variant={isDone ? 'main' : undefined}
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
function ChangedNotice({ ui, invoice, isCancelled }: InvoiceProps & { readonly isCancelled: boolean }): JSX.Element {
  const isDraft = invoice.status === 'draft';
  const title = isCancelled ? 'invoicing.ofSession.cancelled' : 'invoicing.ofSession.moved';
  const text = isDraft ? 'invoicing.ofSession.correctDraft' : 'invoicing.ofSession.correctIssued';
  return (
    <Notice tone="warn" title={ui.t(title, { isDraft, invoice: invoice.number ?? '' })} text={ui.t(text)}>
      <div class="row">
        <ButtonLink ui={ui} label={ui.t('invoicing.ofSession.open')} href={invoicePath(invoice.id)} icon="invoices" />
      </div>
    </Notice>
  );
}
