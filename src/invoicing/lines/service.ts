/** The lines of a draft. Its totals follow every change in the same transaction. */
import { and, asc, eq, gt, lt, sql } from 'drizzle-orm';
import { type InvoiceId, type Line, type LineId, lineNet, totalsOf } from '#invoicing/model.ts';
import { invoiceLines, invoices, invoiceTaxes } from '#invoicing/schema.ts';
import { lockDraft } from '#invoicing/service.ts';
import { newId } from '#platform/db/ids.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import type { Scope, Write } from '#platform/scope.ts';

/** More would make an unreadable document; the session behind it would be wrong first. */
const MOST_LINES = 500;

interface Draft {
  readonly id: InvoiceId;
  readonly currency: string;
}

/** @throws AppError not-found · conflict once it is issued, or when there is no room for a line more */
export async function addLine(scope: Scope, invoiceId: InvoiceId, line: Line): Promise<void> {
  await scope.write('invoicing.update', async (w) => {
    const draft = await lockDraft(w, invoiceId);
    await writeLines(w, draft, [line]);
    w.about({ kind: 'invoice', id: invoiceId }, { added: line.description }, { clientId: draft.clientId });
  });
}

/** Appends lines to a draft that the caller holds, and computes its totals. */
export async function writeLines(write: Write, draft: Draft, lines: readonly Line[]): Promise<void> {
  const { tx } = write;
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${invoiceLines.position}), 0)`, count: sql<string>`count(*)` })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, draft.id));
  if (Number(last?.count ?? 0) + lines.length > MOST_LINES)
    throw new AppError('conflict', 'invoicing.error.tooManyLines');
  const rows = lines.map((line, index) => ({
    ...columnsOf(line, draft.currency),
    id: newId<'invoice-line'>(),
    invoiceId: draft.id,
    position: (last?.position ?? 0) + index + 1,
  }));
  if (rows.length > 0) await tx.insert(invoiceLines).values(rows);
  await refreshTotals(write, draft);
}

/** @throws AppError not-found · conflict once it is issued */
export async function updateLine(scope: Scope, invoiceId: InvoiceId, lineId: LineId, line: Line): Promise<void> {
  await scope.write('invoicing.update', async (w) => {
    const draft = await lockDraft(w, invoiceId);
    const changed = await w.tx
      .update(invoiceLines)
      .set(columnsOf(line, draft.currency))
      .where(isLine(invoiceId, lineId))
      .returning({ id: invoiceLines.id });
    if (changed.length === 0) throw notFound();
    await refreshTotals(w, draft);
    w.about({ kind: 'invoice', id: invoiceId }, { changed: line.description }, { clientId: draft.clientId });
  });
}

/** @throws AppError not-found · conflict once it is issued */
export async function removeLine(scope: Scope, invoiceId: InvoiceId, lineId: LineId): Promise<void> {
  await scope.write('invoicing.update', async (w) => {
    const draft = await lockDraft(w, invoiceId);
    const [gone] = await w.tx
      .delete(invoiceLines)
      .where(isLine(invoiceId, lineId))
      .returning({ description: invoiceLines.description });
    if (!gone) throw notFound();
    await refreshTotals(w, draft);
    w.about({ kind: 'invoice', id: invoiceId }, { removed: gone.description }, { clientId: draft.clientId });
  });
}

/** Changes places with its neighbour; the first cannot go up, nor the last down: then nothing happens. */
export async function moveLine(
  scope: Scope,
  invoiceId: InvoiceId,
  lineId: LineId,
  direction: 'up' | 'down',
): Promise<void> {
  await scope.write('invoicing.update', async (w) => {
    const { clientId } = await lockDraft(w, invoiceId);
    const [line] = await w.tx
      .select({ id: invoiceLines.id, position: invoiceLines.position })
      .from(invoiceLines)
      .where(isLine(invoiceId, lineId));
    if (!line) throw notFound();
    w.about({ kind: 'invoice', id: invoiceId }, { moved: direction }, { clientId });
    const neighbour = await findNeighbour(w, invoiceId, line.position, direction);
    if (!neighbour) return;
    await w.tx.update(invoiceLines).set({ position: neighbour.position }).where(eq(invoiceLines.id, line.id));
    await w.tx.update(invoiceLines).set({ position: line.position }).where(eq(invoiceLines.id, neighbour.id));
  });
}

async function findNeighbour({ tx }: Write, invoiceId: InvoiceId, position: number, direction: 'up' | 'down') {
  const side = direction === 'up' ? lt(invoiceLines.position, position) : gt(invoiceLines.position, position);
  const [neighbour] = await tx
    .select({ id: invoiceLines.id, position: invoiceLines.position })
    .from(invoiceLines)
    .where(and(eq(invoiceLines.invoiceId, invoiceId), side))
    .orderBy(direction === 'up' ? sql`${invoiceLines.position} desc` : asc(invoiceLines.position))
    .limit(1);
  return neighbour;
}

async function refreshTotals({ tx }: Write, { id, currency }: Draft): Promise<void> {
  const lines = await tx
    .select({
      quantity: invoiceLines.quantity,
      unitPrice: invoiceLines.unitPrice,
      vatRate: invoiceLines.vatRate,
      vatCategory: invoiceLines.vatCategory,
    })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, id));
  const { taxes, ...totals } = totalsOf(lines, currency);
  await tx.delete(invoiceTaxes).where(eq(invoiceTaxes.invoiceId, id));
  if (taxes.length > 0) await tx.insert(invoiceTaxes).values(taxes.map((tax) => ({ ...tax, invoiceId: id })));
  await tx.update(invoices).set(totals).where(eq(invoices.id, id));
}

function isLine(invoiceId: InvoiceId, lineId: LineId) {
  return and(eq(invoiceLines.invoiceId, invoiceId), eq(invoiceLines.id, lineId));
}

function columnsOf({ description, detail, quantity, unit, unitPrice, vatRate, vatCategory }: Line, currency: string) {
  const net = lineNet({ quantity, unitPrice }, currency).amount;
  return { description, detail, quantity, unit, unitPrice, vatRate, vatCategory, net };
}
