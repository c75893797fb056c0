/** Questions to gateways, and receipts. */
import { z } from 'zod';
import { getClientCard } from '#clients/service.ts';
import { getPayableInvoice } from '#invoicing/service.ts';
import { askGateway, reconcileStale } from '#payments/checkouts/service.ts';
import type { CheckoutId } from '#payments/model.ts';
import { findPayment } from '#payments/queries.ts';
import { idSchema } from '#platform/db/ids.ts';
import { notFound } from '#platform/http/errors.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { isLocale } from '#platform/i18n/locale.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import { receiptEmail } from '#views/payments/receipt.email.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'payments.ask-gateway': { checkoutId: CheckoutId };
    'payments.reconcile-stale': Record<string, never>;
  }
}

export const ask = defineJob({
  payload: z.object({ checkoutId: idSchema<'checkout'>() }),
  run: (scope, { checkoutId }) => askGateway(scope, checkoutId),
});

export const forgotten = defineJob({
  payload: z.object({}).strict(),
  run: reconcileStale,
});

/** For what was paid in the portal; who paid otherwise has the studio's word, or the bank's. */
export const receipt = defineJob({
  payload: z.object({ paymentId: idSchema<'payment'>() }),
  async run(scope, { paymentId }) {
    const payment = await findPayment(scope.db, paymentId);
    if (!payment) throw notFound();
    const client = await getClientCard(scope, payment.clientId);
    if (!payment.checkoutId || !client.email) return;
    const { due } = await getPayableInvoice(scope, payment.invoiceId);
    const locale = isLocale(client.language) ? client.language : scope.studio.locale;
    const t = createTranslator(catalogs, locale, 'show-key');
    const mail = receiptEmail({ t, studio: scope.studio, payment, due, locale });
    await scope.mail.send({ to: client.email, fromName: scope.studio.name, ...mail }, `payments ${paymentId}`);
  },
});
