/** What came in for the invoices of the demo: most of it in time, some in part, some not at all. */
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { invoices } from '#invoicing/schema.ts';
import { markOverdue } from '#invoicing/service.ts';
import type { PaymentMethod } from '#payments/model.ts';
import { recordPayment } from '#payments/service.ts';
import { addDays, localDay, localTimeToInstant } from '#platform/format/zoned.ts';
import { accepted } from '#platform/refusal.ts';
import type { Scope } from '#platform/scope.ts';
import { scopeAt } from '#platform/scope-at.ts';

/** By the order of issue: days after it, part of the whole, how. Null: nothing yet. */
const RECEIPTS: readonly (readonly [days: number, percent: bigint, PaymentMethod, string] | null)[] = [
  [24, 100n, 'transfer', 'Virement Papier Mâché'],
  [0, 100n, 'card', 'Terminal du studio'],
  [31, 100n, 'transfer', 'VIR MAISON VOCALE'],
  null,
  [19, 100n, 'cheque', 'Chèque n° 0041827'],
  [28, 40n, 'transfer', 'Acompte Belle-Île'],
  [12, 100n, 'transfer', 'AGL 2026'],
  null,
  [9, 100n, 'transfer', 'VIR DISQUES ZINC'],
];

export async function seed(scope: Scope, system: Scope): Promise<void> {
  const { timeZone } = scope.studio;
  const issued = await scope.db
    .select({ id: invoices.id, gross: invoices.gross, credited: invoices.credited, issueDate: invoices.issueDate })
    .from(invoices)
    .where(and(isNotNull(invoices.issuedAt), eq(invoices.kind, 'invoice')))
    .orderBy(asc(invoices.issuedAt));
  for (const [index, { id, gross, credited, issueDate }] of issued.entries()) {
    const receipt = RECEIPTS[index];
    if (!receipt || !issueDate || credited > 0n) continue;
    const [days, percent, method, reference] = receipt;
    const receivedOn = addDays(issueDate, days);
    if (receivedOn > localDay(scope.now, timeZone)) continue;
    const then = scopeAt(scope, localTimeToInstant(receivedOn, '15:20', timeZone));
    const amount = (gross * percent) / 100n;
    await accepted(recordPayment(then, { invoiceId: id, amount, method, receivedOn, reference, note: '' }));
  }
  await markOverdue(system);
}
