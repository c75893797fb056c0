/** What is typed when a draft begins. */
import { z } from 'zod';
import { draftInput } from '#invoicing/input.ts';
import { parseId } from '#platform/db/ids.ts';
import { readAs } from '#platform/format/fields.ts';

export const newInvoiceForm = draftInput.extend({
  clientId: readAs((typed) => parseId<'client'>(typed) ?? undefined, 'invoicing.error.noClient'),
});

/** Rows ticked in a list: the client is theirs. */
export const tickedForm = z.object({ clientId: z.null().default(null) });
