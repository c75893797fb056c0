import { z } from 'zod';
import { PAYMENT_METHODS } from '#payments/model.ts';
import { idSchema } from '#platform/db/ids.ts';
import { parseMoney } from '#platform/format/parse-money.ts';
import { isLocalDay } from '#platform/format/zoned.ts';
import type { Locale } from '#platform/scope.ts';

interface Language {
  readonly currency: string;
  readonly locale: Locale;
}

const HIGHEST = 10n ** 15n;

function amount({ currency, locale }: Language) {
  return z.string().transform((typed, context) => {
    const value = parseMoney(typed, currency, locale)?.amount ?? 0n;
    if (value !== 0n && value < HIGHEST && value > -HIGHEST) return value;
    context.addIssue({ code: 'custom', message: 'payments.error.amount' });
    return z.NEVER;
  });
}

/** @param today the studio's, where no day is sent */
export function paymentForm(language: Language, today: string) {
  return z.object({
    invoiceId: idSchema<'invoice'>(),
    amount: amount(language),
    method: z.enum(PAYMENT_METHODS).default('transfer'),
    receivedOn: z.string().default(today).refine(isLocalDay, { message: 'payments.error.day' }),
    reference: z.string().max(200).default(''),
    note: z.string().max(2_000).default(''),
  });
}

export const checkoutForm = z.object({ invoiceId: z.string().default('') });
