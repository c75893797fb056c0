import { linkCheckouts } from '#payments/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { LinkFacts } from '#views/invoicing/links/facts.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly facts: LinkFacts;
}

/** A date that does not break over lines. */
const day = (ui: Ui, date: string | Date) => ui.format.date(date, 'long').replaceAll(' ', '\u00a0');

/** What is due comes first and biggest; under it the one thing to do, or why there is none. */
export function LinkHead({ ui, facts }: Props): JSX.Element {
  const { invoice, buyer } = facts;
  const { kind, number, due, gross, currency, issueDate } = invoice;
  const name = ui.t(kind === 'invoice' ? 'invoicing.portal.name' : 'invoicing.portal.credit', { number: number ?? '' });
  const issued = { name: buyer.name, date: issueDate === null ? '' : day(ui, issueDate) };
  return (
    <>
      <section class="hero" aria-labelledby="sum">
        <p class="eyebrow" safe>
          {name}
        </p>
        <h1 id="sum" class="sum" safe>
          {ui.format.money(money(due > 0n ? due : gross, currency))}
        </h1>
        {due > 0n && <DueLine ui={ui} facts={facts} />}
        <p class="quiet small" safe>
          {ui.t(kind === 'invoice' ? 'invoicing.link.issued' : 'invoicing.link.issuedCredit', issued)}
        </p>
      </section>
      {due > 0n ? <PayForm ui={ui} facts={facts} /> : <Outcome ui={ui} facts={facts} />}
    </>
  );
}

function DueLine({ ui, facts: { invoice } }: Props): JSX.Element {
  const { dueDate, paid, currency } = invoice;
  return (
    <>
      {dueDate !== null && <p safe>{ui.t('invoicing.link.before', { date: day(ui, dueDate) })}</p>}
      {paid > 0n && (
        <p class="quiet small" safe>
          {ui.t('invoicing.link.partlyPaid', { amount: ui.format.money(money(paid, currency)) })}
        </p>
      )}
    </>
  );
}

function PayForm({ ui, facts: { invoice, seller, token } }: Props): JSX.Element {
  if (!ui.local.has('payments'))
    return seller.iban === '' ? <p safe>{ui.t('invoicing.link.noOnline', { studio: seller.name })}</p> : '';
  const amount = ui.format.money(money(invoice.due, invoice.currency));
  return (
    <form method="post" action={attr(linkCheckouts(token))} class="acts">
      <RequestKey ui={ui} />
      <input type="hidden" name="invoiceId" value={attr(invoice.id)} />
      <Button ui={ui} label={ui.t('invoicing.portal.payAmount', { amount })} icon="card" variant="main" />
    </form>
  );
}

/** Nothing is to be paid: settled, taken back, or a credit note. */
function Outcome({ ui, facts: { invoice, creditNotes } }: Props): JSX.Element {
  const { kind, status, toRefund, currency, paidAt } = invoice;
  if (kind === 'credit-note') return <p safe>{ui.t('invoicing.link.creditNote')}</p>;
  const notes = ui.format.list(creditNotes.map(({ number }) => number ?? ''));
  const refund =
    toRefund > 0n ? ui.t('invoicing.link.refund', { amount: ui.format.money(money(toRefund, currency)) }) : '';
  if (creditNotes.length > 0)
    return (
      <Notice
        tone="warn"
        title={ui.t(status === 'cancelled' ? 'invoicing.link.cancelled' : 'invoicing.link.credited', { number: notes })}
        text={refund || ui.t('invoicing.link.cancelled.text')}
      />
    );
  const date = paidAt === null ? '' : day(ui, paidAt);
  return (
    <Notice tone="ok" title={ui.t('invoicing.link.paid', { date })} text={refund || ui.t('invoicing.link.paid.text')} />
  );
}
