/** What the services of invoicing take. */
import { z } from 'zod';
import { LINE_UNITS, type Line, VAT_CATEGORIES } from '#invoicing/model.ts';
import type { Source } from '#platform/contributions/billables.ts';
import { idSchema } from '#platform/db/ids.ts';
import { emailAddress, optionalDay, plainText, requiredText } from '#platform/format/fields.ts';

/** With at most six digits before the point of a quantity, five hundred lines of these still fit a bigint. */
const HIGHEST_PRICE = 10n ** 10n;

/** A decimal of up to four places, not nothing. Negative on a discount. */
function isQuantity(decimal: string): boolean {
  return /^-?\d{1,6}(\.\d{1,4})?$/.test(decimal) && Number(decimal) !== 0;
}

export const draftInput = z.object({
  clientId: idSchema<'client'>().nullable(),
});

const day = optionalDay('invoicing.error.day');

export const draftDetails = z
  .object({
    suppliedFrom: day,
    suppliedTo: day,
    notes: plainText(20_000),
    exemption: plainText(500),
  })
  .refine(({ suppliedFrom, suppliedTo }) => !suppliedFrom || !suppliedTo || suppliedFrom <= suppliedTo, {
    path: ['suppliedTo'],
    message: 'invoicing.error.supplied',
  });

export const lineInput = z.object({
  description: requiredText(500),
  detail: plainText(2_000),
  quantity: z.string().refine(isQuantity, 'invoicing.error.quantity'),
  unit: z.enum(LINE_UNITS).default('piece'),
  /** Minor units. */
  unitPrice: z.bigint().min(0n, 'invoicing.error.price').max(HIGHEST_PRICE, 'invoicing.error.price'),
  /** Basis points. */
  vatRate: z.number().int().min(0),
  vatCategory: z.enum(VAT_CATEGORIES),
}) satisfies z.ZodType<Line>;

/** Null is the client's own address. */
export const sendingInput = z.object({ to: emailAddress() });

export const creditNoteInput = z.object({ reason: requiredText(2_000) });

export type DraftInput = Readonly<z.output<typeof draftInput>> & { readonly sources?: readonly Source[] };
export type DraftDetails = Readonly<z.output<typeof draftDetails>>;
