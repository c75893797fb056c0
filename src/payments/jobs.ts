/** Questions to gateways, and receipts. */
import { z } from 'zod';
import { displayName, greetingName } from '#clients/model.ts';
import { getClientCard } from '#clients/service.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { getPayableInvoice } from '#invoicing/service.ts';
import { askGateway, reconcileStale } from '#payments/checkouts/service.ts';
import type { CheckoutId } from '#payments/model.ts';
import { listInvoicePayments } from '#payments/service.ts';
import { idSchema } from '#platform/db/ids.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { isLocale } from '#platform/i18n/locale.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import { onAction } from '#platform/jobs/facts.ts';
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

/** Less than the platform remembers which mails have left: an older payment had its receipt. */
const RECEIPT_MS = 30 * 86_400_000;

/**
 * For what was paid in the portal; who paid otherwise has the studio's word, or the bank's. Mails are known by their payment, so
 * that one which has left does not leave again when another payment of the invoice comes in.
 */
export const receipt = onAction(async (scope, { subject }) => {
  const invoiceId = subject?.id as InvoiceId;
  const { rows } = await listInvoicePayments(scope, invoiceId);
  const since = new Date(scope.now.getTime() - RECEIPT_MS).toISOString().slice(0, 10);
  const payments = rows.filter(({ checkoutId, receivedOn }) => checkoutId !== null && receivedOn >= since);
  if (!payments[0]) return;
  const client = await getClientCard(scope, payments[0].clientId);
  if (!client.email) return;
  const name = greetingName({ ...client, name: displayName(client) });
  const { due } = await getPayableInvoice(scope, invoiceId);
  const locale = isLocale(client.language) ? client.language : scope.studio.locale;
  const t = createTranslator(catalogs, locale, 'show-key');
  for (const payment of payments) {
    const mail = receiptEmail({ t, studio: scope.studio, name, payment, due, locale });
    await scope.mail.send({ to: client.email, fromName: scope.studio.name, ...mail }, `payments ${payment.id}`);
  }
});
