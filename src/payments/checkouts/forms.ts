/** A card as it is typed. Nothing of it is kept, shown again or written to a log. */
import { z } from 'zod';
import { isCardNumber, isExpired } from '#payments/checkouts/model.ts';

const digits = (typed: string) => typed.normalize('NFKC').replace(/[\s-]/g, '');

/** @param today YYYY-MM-DD · @param isTestCard the test gateway takes no others, so that real ones are refused */
export function cardForm(today: string, isTestCard: (digits: string) => boolean) {
  return z.object({
    cardNumber: z
      .string()
      .transform(digits)
      .refine(isCardNumber, { message: 'payments.error.cardNumber', abort: true })
      .refine(isTestCard, { message: 'payments.error.notTestCard' }),
    expiry: z
      .string()
      .regex(/^\s*(0?[1-9]|1[0-2])\s*\/?\s*(20)?\d{2}\s*$/, { message: 'payments.error.expiry', abort: true })
      .refine((typed) => !isExpired(typed, today), { message: 'payments.error.expired' }),
    cvc: z
      .string()
      .trim()
      .regex(/^\d{3,4}$/, { message: 'payments.error.cvc' }),
  });
}
