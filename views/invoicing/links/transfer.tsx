import type { Invoice, Seller } from '#invoicing/model.ts';
import { formatIban } from '#platform/format/iban.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { epcPayload } from '#views/invoicing/documents/epc-qr.ts';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { QrCode } from '#views/ui/qr-code.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Pick<Invoice, 'kind' | 'number' | 'due' | 'currency'>;
  readonly seller: Pick<Seller, 'name' | 'accountHolder' | 'iban' | 'bic'>;
}

/** The account, what to write, and the code that fills both in. Nothing where nothing can or need be transferred. */
export function LinkTransfer({ ui, invoice, seller }: Props): JSX.Element {
  const { number, due, currency } = invoice;
  if (due <= 0n || seller.iban === '') return '';
  const name = seller.accountHolder || seller.name;
  const amount = money(due, currency);
  const payload = epcPayload({ name, iban: seller.iban, bic: seller.bic || null, amount, remittance: number ?? '' });
  return (
    <section class="card big transfer" aria-labelledby="transfer">
      <h2 id="transfer" safe>
        {ui.t('invoicing.link.transfer')}
      </h2>
      {payload !== null && <Code ui={ui} payload={payload} amount={ui.format.money(amount)} />}
      <Kv>
        <KvRow label={ui.t('invoicing.link.holder')} value={name} />
        <KvRow label={ui.t('invoicing.link.iban')}>
          <Mono text={formatIban(seller.iban).replaceAll('\u00a0', ' ')} />
        </KvRow>
        <KvRow label={ui.t('invoicing.link.bic')}>{seller.bic !== '' && <Mono text={seller.bic} />}</KvRow>
        <KvRow label={ui.t('invoicing.link.amount')} value={ui.format.money(amount)} />
        <KvRow label={ui.t('invoicing.link.reference')}>
          <Mono text={number ?? ''} />
        </KvRow>
      </Kv>
    </section>
  );
}

function Mono({ text }: { readonly text: string }): JSX.Element {
  return (
    <span class="mono" safe>
      {text}
    </span>
  );
}

function Code({ ui, payload, amount }: { ui: Ui; payload: string; amount: string }): JSX.Element {
  return (
    <figure class="code">
      <QrCode payload={payload} label={ui.t('invoicing.link.code', { amount })} />
      <figcaption class="small quiet" safe>
        {ui.t('invoicing.link.scan')}
      </figcaption>
    </figure>
  );
}
