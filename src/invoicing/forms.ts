/** What is typed when a draft begins. */
import { draftInput } from '#invoicing/input.ts';
import { parseId } from '#platform/db/ids.ts';
import { readAs } from '#platform/format/fields.ts';

export const newInvoiceForm = draftInput.extend({
  clientId: readAs((typed) => parseId<'client'>(typed) ?? undefined, 'invoicing.error.noClient'),
});
