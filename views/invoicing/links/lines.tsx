import type { Invoice, InvoiceLine } from '#invoicing/model.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { quantityOf, taxLabel } from '#views/invoicing/lines/table.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
  /** Address of the PDF. */
  readonly pdf: string;
}

/** What it is for. No table: on a phone each line is a name, a sum, and under them how the sum came about. */
export function LinkLines({ ui, invoice, pdf }: Props): JSX.Element {
  const { lines, taxes, net, gross, paid, due, currency, notes, exemption } = invoice;
  const sum = (amount: bigint) => ui.format.money(money(amount, currency));
  return (
    <Card title={ui.t('invoicing.link.lines')} tools={<Pdf ui={ui} href={pdf} />}>
      <ul class="sums">
        {lines.map((line) => (
          <Line ui={ui} line={line} currency={currency} />
        ))}
      </ul>
      <dl class="sums">
        <Sum label={ui.t('invoicing.net')} value={sum(net)} />
        {taxes.map((tax) => (
          <Sum label={taxLabel(ui, tax, currency)} value={sum(tax.tax)} />
        ))}
        <Sum label={ui.t('invoicing.gross')} value={sum(gross)} strong />
        {paid > 0n && <Sum label={ui.t('invoicing.portal.paid')} value={sum(paid)} />}
        {paid > 0n && due > 0n && <Sum label={ui.t('invoicing.portal.due')} value={sum(due)} strong />}
      </dl>
      {[exemption, notes]
        .filter((text) => text !== '')
        .map((text) => (
          <p class="pad quiet small pre" safe>
            {text}
          </p>
        ))}
    </Card>
  );
}

function Pdf({ ui, href }: { readonly ui: Ui; readonly href: string }): JSX.Element {
  return <ButtonLink ui={ui} label={ui.t('invoicing.portal.pdf')} href={href} icon="download" variant="plain" />;
}

function Line({ ui, line, currency }: { ui: Ui; line: InvoiceLine; currency: string }): JSX.Element {
  const price = ui.format.money(money(line.unitPrice, currency));
  return (
    <li>
      <strong class="pre" safe>
        {line.description}
      </strong>
      <span safe>{ui.format.money(money(line.net, currency))}</span>
      <span class="quiet small" safe>
        {`${quantityOf(ui, line)}\u00a0× ${price}`}
      </span>
      {line.detail !== '' && (
        <span class="quiet small pre" safe>
          {line.detail}
        </span>
      )}
    </li>
  );
}

function Sum({ label, value, strong }: { label: string; value: string; strong?: boolean }): JSX.Element {
  return (
    <div class={strong ? 'total' : 'quiet'}>
      <dt safe>{label}</dt>
      <dd safe>{value}</dd>
    </div>
  );
}
