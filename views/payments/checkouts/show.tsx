import type { Checkout } from '#payments/model.ts';
import type { CheckoutPaths } from '#payments/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Badge } from '#views/ui/badge.tsx';
import { Button } from '#views/ui/button.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Notice } from '#views/ui/notice.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly checkout: Checkout;
  readonly form: FormState;
  readonly paths: CheckoutPaths;
  /** Digits; in the order success, refusal, silence. */
  readonly cards: readonly string[];
}

const BEHAVIOURS = ['payments.test.succeeds', 'payments.test.declined', 'payments.test.silent'] as const;

/** The card form of the test gateway. It says on every line that it is not the real thing. */
export function CheckoutPage({ ui, checkout, form, paths, cards }: Props): JSX.Element {
  const amount = ui.format.money(money(checkout.amount, checkout.currency));
  return (
    <>
      <header class="head">
        <div>
          <p class="eyebrow" safe>
            {ui.t('payments.checkout.invoice', { number: checkout.invoiceNumber })}
          </p>
          <h1 safe>{ui.t('payments.checkout.amount', { amount })}</h1>
        </div>
      </header>
      <Notice tone="warn" title={ui.t('payments.test.title')} text={ui.t('payments.test.text')}>
        <TestCards ui={ui} cards={cards} />
      </Notice>
      <section class="card pad stack">
        <p>
          <Badge label={ui.t('payments.test.badge')} />
        </p>
        <Form ui={ui} action={paths.card(checkout.id)} form={form}>
          <CardFields ui={ui} form={form} />
          <FormActions>
            <Button ui={ui} label={ui.t('payments.checkout.pay', { amount })} icon="card" variant="main" />
          </FormActions>
        </Form>
      </section>
      <p class="small">
        <a class="link quiet" href={attr(paths.back)} safe>
          {ui.t('payments.checkout.later')}
        </a>
      </p>
    </>
  );
}

function TestCards({ ui, cards }: Pick<Props, 'ui' | 'cards'>): JSX.Element {
  return (
    <ul class="cards">
      {cards.map((card, index) => (
        <li>
          <span class="mono money" safe>
            {card.replace(/(\d{4})(?=\d)/g, '$1\u00a0')}
          </span>{' '}
          <span safe>{ui.t(BEHAVIOURS[index] ?? 'payments.test.declined')}</span>
        </li>
      ))}
    </ul>
  );
}

/** No autofill: a browser would offer the reader's own card. */
function CardFields({ ui, form }: Pick<Props, 'ui' | 'form'>): JSX.Element {
  return (
    <Fields>
      <TextField
        form={form}
        name="cardNumber"
        label={ui.t('payments.card.number')}
        inputmode="numeric"
        mono
        required
        maxlength={40}
      />
      <TextField
        form={form}
        name="expiry"
        label={ui.t('payments.card.expiry')}
        placeholder={ui.t('payments.card.expiry.example')}
        width="half"
        inputmode="numeric"
        mono
        required
        maxlength={9}
      />
      <TextField
        form={form}
        name="cvc"
        label={ui.t('payments.card.cvc')}
        help={ui.t('payments.card.cvc.help')}
        width="half"
        inputmode="numeric"
        mono
        required
        maxlength={4}
      />
    </Fields>
  );
}
