import type { InvoiceSummary } from '#invoicing/model.ts';
import type { Checkout } from '#payments/model.ts';
import type { CheckoutPaths } from '#payments/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { FAILURES } from '#views/payments/labels.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Icon } from '#views/ui/icon.tsx';
import type { IconName } from '#views/ui/icons.ts';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly checkout: Checkout;
  readonly invoice: InvoiceSummary;
  readonly paths: CheckoutPaths;
}

/** Shows the status of a payment and changes nothing: it may be opened any number of times. */
export function CheckoutReturn(props: Props): JSX.Element {
  switch (props.checkout.status) {
    case 'succeeded':
      return <Succeeded {...props} />;
    case 'pending':
      return <Pending {...props} />;
    case 'failed':
      return <Failed {...props} />;
    default:
      return <Unfinished {...props} />;
  }
}

function Succeeded({ ui, checkout, invoice, paths }: Props): JSX.Element {
  const { due, toRefund, number, currency } = invoice;
  const sum = (amount: bigint) => ui.format.money(money(amount, currency));
  const text = ui.t('payments.return.succeeded.text', { amount: sum(checkout.amount), number: number ?? '' });
  const rest =
    toRefund > 0n
      ? ui.t('payments.return.tooMuch', { amount: sum(toRefund) })
      : due > 0n
        ? ui.t('payments.return.rest', { amount: sum(due) })
        : ui.t('payments.return.settled');
  const title = ui.t('payments.return.succeeded');
  return <Message ui={ui} icon="check" title={title} texts={[text, rest]} back={paths.back} />;
}

function Pending({ ui, checkout, paths }: Props): JSX.Element {
  return (
    <Message
      ui={ui}
      icon="clock"
      title={ui.t('payments.return.pending')}
      texts={[ui.t('payments.return.pending.text'), ui.t('payments.return.pending.mail')]}
      back={paths.back}
    >
      <ButtonLink ui={ui} label={ui.t('payments.return.refresh')} href={paths.result(checkout.id)} />
    </Message>
  );
}

function Failed({ ui, checkout, invoice, paths }: Props): JSX.Element {
  const texts = [ui.t(FAILURES[checkout.failure ?? 'declined'])];
  return (
    <Message ui={ui} icon="alert" title={ui.t('payments.return.failed')} texts={texts} back={paths.back}>
      {invoice.due > 0n ? (
        <form method="post" action={attr(paths.start)}>
          <RequestKey ui={ui} />
          <input type="hidden" name="invoiceId" value={attr(invoice.id)} />
          <Button ui={ui} label={ui.t('payments.return.again')} icon="card" variant="main" />
        </form>
      ) : (
        ''
      )}
    </Message>
  );
}

function Unfinished({ ui, checkout, paths }: Props): JSX.Element {
  return (
    <Message
      ui={ui}
      icon="card"
      title={ui.t('payments.return.open')}
      texts={[ui.t('payments.return.open.text')]}
      back={paths.back}
    >
      <ButtonLink ui={ui} label={ui.t('payments.return.continue')} href={paths.page(checkout.id)} variant="main" />
    </Message>
  );
}

interface MessageProps {
  readonly ui: Ui;
  readonly icon: IconName;
  readonly title: string;
  readonly texts: readonly string[];
  readonly back: string;
  readonly children?: JSX.Element;
}

function Message({ ui, icon, title, texts, back, children }: MessageProps): JSX.Element {
  const safeActions = children ?? '';
  return (
    <section class="card pad message">
      <Icon ui={ui} name={icon} />
      <h1 safe>{title}</h1>
      {texts.map((text) => (
        <p safe>{text}</p>
      ))}
      <div class="row wrap">
        {safeActions}
        <ButtonLink
          ui={ui}
          label={ui.t(
            ui.actor.kind === 'client' && ui.actor.only ? 'payments.return.invoice' : 'payments.return.invoices',
          )}
          href={back}
        />
      </div>
    </section>
  );
}
