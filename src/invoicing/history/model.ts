/** What an invoice has been through, for its page: the audit trail and its mails as one story. Pure. */
import type { Invoice } from '#invoicing/model.ts';
import type { HistoryEntry } from '#invoicing/queries.ts';
import type { InvoiceMail } from '#invoicing/sending/queries.ts';

export type Details = Readonly<Record<string, unknown>>;

export type TimelineEntry =
  | { readonly kind: 'mail'; readonly at: Date; readonly mail: InvoiceMail }
  | {
      readonly kind: 'action';
      readonly at: Date;
      readonly action: string;
      readonly by: string;
      readonly details: Details;
    };

/** Mails speak for themselves, and what a card payment tried says nothing until it has succeeded. */
const SILENT = new Set([
  'invoicing.send',
  'invoicing.remind',
  'invoicing.mark-sent',
  'payments.start',
  'payments.charge',
]);

type Facts = Pick<Invoice, 'createdAt' | 'issuedAt'>;

/** Latest first. Of several edits in a row by one person the last is enough, and none once the document is issued. */
export function tellHistory(
  invoice: Facts,
  entries: readonly HistoryEntry[],
  mails: readonly InvoiceMail[],
): readonly TimelineEntry[] {
  const told = entries.filter(({ action }) => !SILENT.has(action) && !(invoice.issuedAt && action === EDIT));
  const actions = told
    .filter((entry, index) => !isRepeated(entry, told[index - 1]))
    .map((entry): TimelineEntry => {
      const { action, actorName, details } = entry;
      return { kind: 'action', at: whenOf(invoice, entry), action, by: actorName, details: details as Details };
    });
  const sent = mails.map((mail): TimelineEntry => ({ kind: 'mail', at: mail.sentAt ?? mail.requestedAt, mail }));
  return [...actions, ...sent].sort((a, b) => b.at.getTime() - a.at.getTime());
}

const EDIT = 'invoicing.update';

/** A document's own times count: the one of issue may lie after the clock's, never before that of the number before. */
function whenOf({ createdAt, issuedAt }: Facts, { action, at, details }: HistoryEntry): Date {
  if (action === 'invoicing.create') return createdAt;
  if (action === 'invoicing.issue' && issuedAt) return issuedAt;
  const { bookedAt } = details as { readonly bookedAt?: string };
  return bookedAt ? new Date(bookedAt) : at;
}

function isRepeated(entry: HistoryEntry, later: HistoryEntry | undefined): boolean {
  return entry.action === EDIT && later?.action === EDIT && later.actorName === entry.actorName;
}
