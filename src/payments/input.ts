/** What the services of payments take. */
import { z } from 'zod';
import { PAYMENT_METHODS } from '#payments/model.ts';
import { idSchema } from '#platform/db/ids.ts';
import { dayField, plainText } from '#platform/format/fields.ts';

const HIGHEST = 10n ** 15n;

export const paymentInput = z.object({
  invoiceId: idSchema<'invoice'>(),
  /** Minor units of the invoice's currency; negative takes money back, and needs a note that says why. */
  amount: z
    .bigint()
    .refine((amount) => amount !== 0n && amount < HIGHEST && amount > -HIGHEST, 'payments.error.amount'),
  method: z.enum(PAYMENT_METHODS).default('transfer'),
  /** Today at the latest. */
  receivedOn: dayField('payments.error.day'),
  reference: plainText(200),
  note: plainText(2_000),
});

export const checkoutInput = paymentInput.pick({ invoiceId: true });

export type PaymentInput = Readonly<z.output<typeof paymentInput>>;
