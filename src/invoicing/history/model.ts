/** Which entries of the audit trail an invoice's page shows. Pure. */
import type { Invoice } from '#invoicing/model.ts';
import { foldEdits, type HistoryRow } from '#platform/history/model.ts';

/** Mails are listed on their own, and a card payment matters only once it has succeeded. */
const SILENT = new Set([
  'invoicing.send',
  'invoicing.remind',
  'invoicing.mark-sent',
  'invoicing.mark-failed',
  'payments.start',
  'payments.charge',
]);

/** Edits say nothing any more once the document is issued. */
export function worthTelling({ issuedAt }: Pick<Invoice, 'issuedAt'>, rows: readonly HistoryRow[]) {
  return foldEdits(rows.filter(({ action }) => !SILENT.has(action) && !(issuedAt && action === 'invoicing.update')));
}
