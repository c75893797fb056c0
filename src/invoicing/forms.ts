/** What is typed when a draft begins. Its other forms send what their inputs take. */
import { draftInput } from '#invoicing/input.ts';
import { parseId } from '#platform/db/ids.ts';
import { plainText, readAs } from '#platform/format/fields.ts';

export const newInvoiceForm = draftInput.extend({
  clientId: readAs((typed) => parseId<'client'>(typed) ?? undefined, 'invoicing.error.noClient'),
  sessionId: plainText().transform((typed) => parseId<'session'>(typed)),
});
