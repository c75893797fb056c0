/** How invoices and credit notes are found: by number, client and sum. */
import { sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { statusOf } from '#invoicing/model.ts';
import { defineSearchKind, milliseconds } from '#platform/contributions/search-kind.ts';
import { presentInvoice } from '#views/invoicing/search-hit.ts';

/** In the order of `row`. */
type Row = [
  ...[id: string, number: string | null, isCreditNote: boolean, clientName: string, artistName: string | null],
  ...[gross: string, currency: string, paid: string],
  ...[issuedAt: number | null, sentAt: number | null, paidAt: number | null],
  ...[overdueAt: number | null, cancelledAt: number | null],
];

const RANK = sql`case when number_key(i.number) = asked.key or ltrim(split_part(i.number, '-', 3), '0') = asked.counter then 0
  when i.gross = asked.amount then 1 when starts_with(c.sort_name, asked.q) then 2
  when c.sort_name like asked.pattern or number_key(i.number) like asked.key_pattern then 3 else 4 end`;

export const invoiceSearch = defineSearchKind<Row>({
  name: 'invoices',
  rank: 3,
  permission: 'invoicing.read',
  subject: 'invoice',
  label: 'invoicing.title',
  recent: 'invoicing.recent',
  hint: 'invoicing.searchHint',
  column: 'invoicing.sum',
  plan: {
    from: sql`invoices i join clients c on c.id = i.client_id`,
    id: sql`i.id`,
    found: ({ words, amount }) => sql`invoices_found(${words}, ${amount})`,
    order: sql`${RANK}, coalesce(i.issued_at, i.created_at) desc, i.id desc`,
    row: sql`json_build_array(i.id, i.number, i.kind = 'credit-note', c.name, c.artist_name, i.gross::text, i.currency, i.paid::text,
      ${milliseconds(sql`i.issued_at`)}, ${milliseconds(sql`i.sent_at`)}, ${milliseconds(sql`i.paid_at`)},
      ${milliseconds(sql`i.overdue_at`)}, ${milliseconds(sql`i.cancelled_at`)})`,
  },
  present(ui, [id, number, isCreditNote, name, artistName, gross, currency, paid, ...instants]) {
    const [issuedAt, sentAt, paidAt, overdueAt, cancelledAt] = instants.map(dateOf) as [null, null, null, null, null];
    return presentInvoice(ui, {
      ...{ id, number, isCreditNote, issuedAt, clientName: displayName({ name, artistName }) },
      status: statusOf({ issuedAt, sentAt, paidAt, overdueAt, cancelledAt, paid: BigInt(paid) }),
      gross: { amount: BigInt(gross), currency },
    });
  },
});

function dateOf(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
