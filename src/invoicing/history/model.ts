/** What an invoice has been through, for its page: the audit trail and its mails as one story. Pure. */
import type { HistoryEntry } from '#invoicing/queries.ts';
import type { InvoiceMail } from '#invoicing/sending/queries.ts';

export type Details = Readonly<Record<string, unknown>>;

export type Moment =
  | { readonly kind: 'mail'; readonly at: Date; readonly mail: InvoiceMail }
  | {
      readonly kind: 'action';
      readonly at: Date;
      readonly action: string;
      readonly by: string;
      readonly details: Details;
    };

/** Money that came in or went back, as the module that recorded it wrote it into the trail. */
export interface ReceivedPayment {
  readonly id: string;
  /** Decimal, negative for what went back. */
  readonly amount: string;
  readonly method: string;
  /** YYYY-MM-DD */
  readonly receivedOn: string;
  readonly note: string;
}

/** Mails speak for themselves, and what a card payment tried says nothing until it has succeeded. */
const SILENT = new Set([
  'invoicing.send',
  'invoicing.remind',
  'invoicing.mark-sent',
  'payments.start',
  'payments.charge',
]);

/** Latest first; of several edits in a row by one person the last is enough. */
export function tellHistory(entries: readonly HistoryEntry[], mails: readonly InvoiceMail[]): readonly Moment[] {
  const told = entries.filter(({ action }) => !SILENT.has(action));
  const actions = told
    .filter((entry, index) => !isRepeated(entry, told[index - 1]))
    .map(({ at, action, actorName, details }): Moment => {
      return { kind: 'action', at, action, by: actorName, details: details as Details };
    });
  const sent = mails.map((mail): Moment => ({ kind: 'mail', at: mail.sentAt ?? mail.requestedAt, mail }));
  return [...actions, ...sent].sort((a, b) => b.at.getTime() - a.at.getTime());
}

function isRepeated(entry: HistoryEntry, later: HistoryEntry | undefined): boolean {
  return entry.action === 'invoicing.update' && later?.action === entry.action && later.actorName === entry.actorName;
}

/** Oldest first. */
export function paymentsIn(entries: readonly HistoryEntry[]): readonly ReceivedPayment[] {
  return entries
    .map(({ details }) => (details as { readonly payment?: ReceivedPayment }).payment)
    .filter((payment) => payment !== undefined)
    .reverse();
}
