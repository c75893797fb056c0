import type { Invoice } from '#invoicing/model.ts';
import { invoicePdfPath } from '#invoicing/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
  readonly seller: string;
}

/** A sheet in small that leads to the PDF; what it says is said on the page already. */
export function InvoicePaper({ ui, invoice, seller }: Props): JSX.Element {
  const { id, kind, number, due, gross, currency, status } = invoice;
  const draft = ui.t('invoicing.status.draft');
  const isOpen = kind === 'invoice' && status !== 'draft';
  return (
    <a class="paper" href={attr(invoicePdfPath(id))}>
      <span class="hidden" safe>
        {ui.t('invoicing.pdf.open')}
      </span>
      <span class="sheet" aria-hidden="true">
        <span class="top">
          <b safe>{seller}</b>
          <span>
            <span safe>{ui.t(kind === 'invoice' ? 'invoicing.kind.invoice' : 'invoicing.kind.creditNote')}</span>
            <b safe>{number ?? draft}</b>
          </span>
        </span>
        <span class="bar"></span>
        <span class="bar short"></span>
        {invoice.lines.slice(0, 8).map(() => (
          <span class="line"></span>
        ))}
        <span class="sum">
          <span safe>{ui.t(isOpen ? 'invoicing.due' : 'invoicing.gross')}</span>
          <b safe>{ui.format.money(money(isOpen ? due : gross, currency))}</b>
        </span>
      </span>
    </a>
  );
}
