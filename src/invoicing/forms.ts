/** What is typed about a draft, its mails and its end. */
import { z } from 'zod';
import { isLocalDay } from '#platform/format/zoned.ts';

/** Ids stay text here: the route knows which of them are needed. */
export const newInvoiceForm = z.object({
  clientId: z.string().default(''),
  sessionId: z.string().default(''),
});

const day = z
  .string()
  .default('')
  .transform((typed, context) => {
    if (typed === '' || isLocalDay(typed)) return typed || null;
    context.addIssue({ code: 'custom', message: 'invoicing.error.day' });
    return z.NEVER;
  });

export const draftForm = z
  .object({
    suppliedFrom: day,
    suppliedTo: day,
    notes: z.string().max(20_000).default(''),
    exemption: z.string().max(500).default(''),
  })
  .refine(({ suppliedFrom, suppliedTo }) => !suppliedFrom || !suppliedTo || suppliedFrom <= suppliedTo, {
    path: ['suppliedTo'],
    message: 'invoicing.error.supplied',
  });

export const sendingForm = z.object({
  to: z
    .string()
    .default('')
    .transform((typed) => typed.trim())
    .pipe(z.union([z.literal(''), z.email({ message: 'platform.form.email' }).max(254)])),
});

export const creditNoteForm = z.object({ reason: z.string().min(1).max(2_000) });
